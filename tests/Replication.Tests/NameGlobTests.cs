using System.Text.RegularExpressions;

namespace Pipeline.Replication.Tests;

public sealed class NameGlobTests
{
    private static readonly Gen<string> Names = Gen.Char[@"aA*?\."].Array[0, 6].Select(chars => new string(chars));

    [Fact]
    public void A_star_stands_for_any_characters_and_nothing_else_for_anything_but_itself() =>
        Gen.Select(Names, Names).Sample((glob, name) =>
            new NameGlob(glob).Matches(name).ShouldBe(Regex.IsMatch(name, $"^{Regex.Escape(glob).Replace(@"\*", ".*", StringComparison.Ordinal)}\\z", RegexOptions.NonBacktracking)), iter: 20_000);
}
