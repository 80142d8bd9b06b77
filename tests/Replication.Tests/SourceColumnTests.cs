namespace Pipeline.Replication.Tests;

public sealed class SourceColumnTests
{
    [Theory]
    [InlineData(10, 2)]
    [InlineData(5, -2)]
    [InlineData(2, 4)]
    [InlineData(1000, 1000)]
    public void A_modifier_gives_precision_and_scale_back(int precision, int scale) =>
        Tables.Column("c", "numeric", ((precision << 16) | (scale & 0x7FF)) + 4).Numeric.ShouldBe((precision, scale));
}
