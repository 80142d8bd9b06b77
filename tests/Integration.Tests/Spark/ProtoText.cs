using System.Text.RegularExpressions;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Reads a .proto file down to what travels on the wire: one line a field, a constant, a call.</summary>
internal static partial class ProtoText
{
    /// <summary>The lines of a file; a type is named by its last word, for packages may be written out or not.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        var words = new Queue<string>(Word().Matches(Comment().Replace(text, "")).Select(match => match.Value));
        Stack<string> scope = new();
        List<string> statement = [];
        while (words.TryDequeue(out var word))
        {
            if (word is "{")
            {
                scope.Push(statement is ["message" or "enum" or "service", ..] ? statement[1] : "");
                if (statement is ["rpc", ..])
                    yield return Call(statement);
                statement.Clear();
            }
            else if (word is "}")
            {
                _ = scope.Pop();
                statement.Clear();
            }
            else if (word is ";")
            {
                if (Field(string.Join('.', scope.Reverse().Where(name => name.Length > 0)), statement) is { } line)
                    yield return line;
                statement.Clear();
            }
            else
            {
                statement.Add(word);
            }
        }
    }

    private static string? Field(string scope, List<string> statement)
    {
        var equals = statement.IndexOf("=");
        if (scope.Length == 0 || equals < 1 || statement[0] is "option" or "reserved")
            return null;
        return $"{scope}: {string.Concat(statement.Take(equals - 1).Select(word => $"{Last(word)} "))}{statement[equals - 1]} = {statement[equals + 1]}";
    }

    private static string Call(List<string> statement) => string.Join(' ', statement.Select(Last));

    private static string Last(string type) => type[(type.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("""[\w.]+|"[^"]*"|[{}=;<>,()\[\]]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
