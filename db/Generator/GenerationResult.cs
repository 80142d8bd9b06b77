namespace Pipeline.Generation;

/// <summary>What <c>--json</c> prints.</summary>
/// <param name="Written">False when the shop had data already.</param>
/// <param name="Rows">What the tables hold now.</param>
/// <param name="Seconds">How long it took, waiting included.</param>
internal sealed record GenerationResult(bool Written, ShopCounts Rows, double Seconds);
