namespace Pipeline.Integration.Tests.Spark;

/// <summary>Messages that parsers of JSON disagree about.</summary>
internal static class OddMessages
{
    private const string Event =
        """{"event_id":"64bb9808-25bd-8fb1-b11d-c347f500901#","user_id":1,"event_type":"login","session_id":"08b64e8c-678e-8b38-a9be-e1605b423dec","occurred_at":"2026-01-01T00:00:00Z","properties":{}}""";

    /// <summary>Each is one message. What is not one object of JSON is no event, whichever event stands at its beginning.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Event.Replace('#', '0') + "\n" + Event.Replace('#', '1'),
        Event.Replace('#', '0') + Event.Replace('#', '1'),
        Event.Replace('#', '0') + "," + Event.Replace('#', '1'),
        Event.Replace('#', '0') + " garbage",
        Event.Replace('#', '0') + "}",
        Event.Replace('#', '0')[..^1],
        Event.Replace('#', '0')[..^1] + ",}",
        "[" + Event.Replace('#', '0') + "]",
        Event.Replace('#', '0').Replace('"', '\''),
        Event.Replace('#', '2') + " \r\n\t",
        " \n" + Event.Replace('#', '3').Replace(",", " , ", StringComparison.Ordinal).Replace(":{}", " : { } ", StringComparison.Ordinal),
        .. new[]
        {
            """{"n":NaN}""", """{"n":-Infinity}""", """{"n":[1,]}""", """{"n":"[1,] :NaN ,}"}""", """{"n":"a\",}"}""", """{"n":null,"i":[]}""",
            """ "{\"n\": 20}" """, """ "{\"n\": 19.99}" """, """ "{'page': '/x'}" """, """ "{\"n\":" """,
        }.Select((properties, number) => Event.Replace('#', "456789abcd"[number]).Replace("{}", properties, StringComparison.Ordinal)),
        "{}",
        " { \n } ",
        "{,}",
        "null",
        "\"{}\"",
        "\uFEFF{}",
        "{\"a\":\"\t\"}",
        "{\"a\":01}",
        "{a:1}",
        "{\"a\":1/*x*/}",
        "{\"a\":\"\\x\"}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":tru}",
    ];
}
