namespace Pipeline.Integration.Tests.Replication;

/// <summary>The schemas beside this file, and their tables.</summary>
internal static class Schemas
{
    /// <summary>A table per family of types.</summary>
    public static IReadOnlyList<string> Types { get; } = ["numbers", "texts", "times", "documents", "addresses", "extensions", "derived", "inner_values"];

    /// <summary>Every shape of table whose name needs no care.</summary>
    public static IReadOnlyList<string> Shapes { get; } = ["part", "doubled", "nothing", "parent", "child", "keys", "wide", "large"];

    /// <summary>Tables as people have them.</summary>
    public static IReadOnlyList<string> Library { get; } =
    [
        "Odd Names", "audit", "author", "book", "book_author", "city", "country", "empty_room", "event", "loan", "login", "publication",
        "publisher", "rating", "reader", "reservation", "shelf", "staff",
    ];

    /// <summary>The statements that make and fill a schema.</summary>
    public static Task<string> ReadAsync(string name) => File.ReadAllTextAsync(
        Path.Combine(AppContext.BaseDirectory, "Replication", "Schemas", $"{name}.sql"), TestContext.Current.CancellationToken);
}
