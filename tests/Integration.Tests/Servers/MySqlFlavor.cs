namespace Pipeline.Integration.Tests.Servers;

/// <summary>The two products that the pipeline writes to.</summary>
public enum MySqlFlavor
{
    /// <summary>The machine's own MariaDB.</summary>
    MariaDb,

    /// <summary>MySQL 8.4 in a container.</summary>
    MySql,
}
