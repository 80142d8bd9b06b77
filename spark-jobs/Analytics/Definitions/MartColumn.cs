namespace Pipeline.Analytics.Definitions;

/// <summary>A column of a mart's table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its MySQL type, as written.</param>
/// <param name="Required">True for NOT NULL.</param>
/// <param name="Comment">What it holds.</param>
internal sealed record MartColumn(string Name, string Type, bool Required, string Comment);
