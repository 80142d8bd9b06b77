using System.Globalization;
using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Spark.Sql;

/// <summary>Describes a session before it is made; follows <c>org.apache.spark.sql.SparkSession.Builder</c>.</summary>
public sealed class Builder
{
    private readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase);

    internal Builder()
    {
    }

    /// <summary>Which master to use; follows <c>Builder.master</c>. The embedded engine is its own master.</summary>
    /// <param name="master">The address, such as <c>local[2]</c>.</param>
    public Builder Master(string master) => Config("spark.master", master);

    /// <summary>Names the application, as servers show it; follows <c>Builder.appName</c>.</summary>
    /// <param name="appName">The name.</param>
    public Builder AppName(string appName) => Config("spark.app.name", appName);

    /// <summary>Sets a setting; follows <c>Builder.config</c>.</summary>
    /// <param name="key">The name of the setting.</param>
    /// <param name="value">Its value.</param>
    public Builder Config(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, bool value) => Config(key, value ? "true" : "false");

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, double value) => Config(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, long value) => Config(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes the session and chooses its engine; follows <c>Builder.getOrCreate</c>.</summary>
    /// <exception cref="SparkEngineException">A setting of the engine has a value that cannot be used.</exception>
    public SparkSession GetOrCreate() => new(EngineChoice.Make(_settings));
}
