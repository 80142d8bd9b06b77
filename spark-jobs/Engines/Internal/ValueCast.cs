using System.Globalization;

namespace Pipeline.Spark.Sql.Internal;

/// <summary>Gives a value of a row as the type a job asks for.</summary>
internal static class ValueCast
{
    public static T To<T>(object? value) => value switch
    {
        T same => same,
        null when default(T) is null => default!,
        null => throw new InvalidCastException($"The value is null and cannot be a {typeof(T).Name}; check for null first."),
        sbyte or short or int or long when Widens<T>(value, out var wide) => wide,
        float single when typeof(T) == typeof(double) => (T)(object)(double)single,
        _ => throw new InvalidCastException($"The value is a {value.GetType().Name} and cannot be a {typeof(T).Name}."),
    };

    private static bool Widens<T>(object value, out T wide)
    {
        var target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        var number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
        object? result = target == typeof(long) ? number
            : target == typeof(int) && number is >= int.MinValue and <= int.MaxValue ? (int)number
            : target == typeof(short) && number is >= short.MinValue and <= short.MaxValue ? (short)number
            : null;
        wide = result is null ? default! : (T)result;
        return result is not null;
    }
}
