using System.Data.Common;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>
/// What the parameters of a JDBC driver mean here: translated, harmless because they only change how a JVM driver works, or
/// harmless at one value. All others are refused, because they could change what is read or written.
/// </summary>
internal sealed class DriverParameters<TSettings>(string driver)
    where TSettings : DbConnectionStringBuilder
{
    private readonly Dictionary<string, Action<TSettings, string, string>> _known = new(StringComparer.OrdinalIgnoreCase);

    public DriverParameters<TSettings> Translate(string name, Action<TSettings, string> apply)
    {
        _known[name] = (settings, parameter, value) =>
        {
            try
            {
                apply(settings, value);
            }
            catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
            {
                throw SparkEngineException.BadOption(parameter, $"has the value {value}, which {driver} does not take", "Correct the value, or remove the parameter.");
            }
        };
        return this;
    }

    public DriverParameters<TSettings> Harmless(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _known[name] = static (_, _, _) => { };
        return this;
    }

    public DriverParameters<TSettings> HarmlessAt(string name, params string[] values)
    {
        _known[name] = (_, parameter, value) =>
        {
            if (!values.Contains(value, StringComparer.OrdinalIgnoreCase))
                throw SparkEngineException.BadOption(parameter, $"is {value}, which could change the result", $"Only {string.Join(" or ", values)} is accepted here.");
        };
        return this;
    }

    public void Apply(TSettings settings, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (!_known.TryGetValue(name, out var apply))
                throw SparkEngineException.UnknownOption($"the {driver} connection", name, _known.Keys.Order(StringComparer.OrdinalIgnoreCase));
            apply(settings, name, value);
        }
    }
}
