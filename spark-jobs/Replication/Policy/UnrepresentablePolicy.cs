namespace Pipeline.Replication.Policy;

/// <summary>What to do with values that MySQL cannot hold.</summary>
internal enum UnrepresentablePolicy
{
    /// <summary>They become NULL.</summary>
    Null,

    /// <summary>They become the nearest value that MySQL holds.</summary>
    Clamp,

    /// <summary>The whole column travels in PostgreSQL's text form.</summary>
    Text,
}
