namespace Pipeline.Spark.Sql.Types;

/// <summary>A decimal number of fixed precision and scale; follows <c>org.apache.spark.sql.types.DecimalType</c>.</summary>
public sealed class DecimalType : FractionalType
{
    internal const int MaxPrecision = 38;

    /// <summary>Makes the type; follows <c>DecimalType.apply</c>.</summary>
    /// <param name="precision">How many digits there are in all.</param>
    /// <param name="scale">How many of them stand behind the point.</param>
    public DecimalType(int precision = 10, int scale = 0)
    {
        Precision = precision;
        Scale = scale;
    }

    /// <summary>Name, precision and scale; follows <c>DecimalType.simpleString</c>.</summary>
    public override string SimpleString => $"decimal({Precision},{Scale})";

    internal int Precision { get; }

    internal int Scale { get; }
}
