namespace Pipeline.Common.Lineage;

/// <summary>A table or a topic under the name that OpenLineage's rules give it, so that the events of all jobs speak of the same one.</summary>
public sealed record Dataset
{
    private Dataset(string scheme, string host, int port, string name, string? database = null)
    {
        Namespace = $"{scheme}://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}";
        Name = name;
        Source = new Uri(database is null ? Namespace : $"{Namespace}/{Uri.EscapeDataString(database)}");
    }

    /// <summary>The server: <c>postgres://host:port</c>.</summary>
    public string Namespace { get; }

    /// <summary>The name on that server, the database's first.</summary>
    public string Name { get; }

    /// <summary>Where it is, without who connects.</summary>
    public Uri Source { get; }

    /// <summary>Its columns in order; none where they are not known.</summary>
    public IReadOnlyList<DatasetColumn> Columns { get; init; } = [];

    /// <summary>The datasets it is made of.</summary>
    public IReadOnlyList<Dataset> MadeOf { get; init; } = [];

    /// <summary>Columns of these that decide which rows it has: those of joins, filters and groups.</summary>
    public IReadOnlyList<ColumnSource> Deciders { get; init; } = [];

    /// <summary>Rows written, or null while that is not known.</summary>
    public long? Rows { get; init; }

    /// <summary>A table in PostgreSQL: <c>database.schema.table</c>.</summary>
    public static Dataset Postgres(DatabaseUrl url, string schema, string table) =>
        new("postgres", url.Host, url.Port, $"{url.Database}.{schema}.{table}", url.Database);

    /// <summary>A table in MySQL or MariaDB: <c>database.table</c>.</summary>
    public static Dataset MySql(DatabaseUrl url, string table) => new("mysql", url.Host, url.Port, $"{url.Database}.{table}", url.Database);

    /// <summary>A topic; of several brokers the first stands for all.</summary>
    /// <param name="servers">host:port or protocol://host:port, as Kafka's clients take both; or several by comma.</param>
    /// <param name="topic">Its name.</param>
    public static Dataset Kafka(string servers, string topic)
    {
        var first = servers.Split(',')[0].Split("://")[^1].Trim();
        var colon = first.LastIndexOf(':');
        return new("kafka", first[..colon].Trim('[', ']'), int.Parse(first[(colon + 1)..]), topic);
    }
}
