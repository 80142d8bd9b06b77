using System.Text.Encodings.Web;
using System.Text.Json;
using Bogus;

namespace Pipeline.Events.Internal;

/// <summary>The words that events use, made once: Bogus is too slow to be asked for every event. Some are not ASCII, as in any real topic.</summary>
internal sealed class Vocabulary
{
    private const int WordsOfAKind = 64;

    private readonly JsonEncodedText[] _devices;
    private readonly JsonEncodedText[] _pages;
    private readonly JsonEncodedText[] _phrases;
    private readonly JsonEncodedText[] _payments = Encode(["card", "bank_transfer", "wallet", "cash_on_delivery"]);
    private readonly JsonEncodedText[] _signIns = Encode(["password", "passkey", "single_sign_on"]);

    public Vocabulary(long seed)
    {
        var random = new Randomizer((int)StableRandom.Mix((ulong)seed));
        var english = new Faker("en") { Random = random };
        var russian = new Faker("ru") { Random = random };
        _devices = Encode(["desktop", "mobile", "tablet", "app"]);
        _pages = Encode(Words(() => $"/{english.Commerce.Categories(1)[0].ToLowerInvariant()}/{english.Lorem.Slug(2)}"));
        _phrases = Encode([.. Words(english.Commerce.ProductName), .. Words(() => russian.Commerce.ProductName().ToLowerInvariant())]);
    }

    public JsonEncodedText Device(int index) => Pick(_devices, index);

    public JsonEncodedText Page(int index) => Pick(_pages, index);

    public JsonEncodedText Phrase(int index) => Pick(_phrases, index);

    public JsonEncodedText Payment(int index) => Pick(_payments, index);

    public JsonEncodedText SignIn(int index) => Pick(_signIns, index);

    private static JsonEncodedText Pick(JsonEncodedText[] words, int index) => words[index % words.Length];

    private static string[] Words(Func<string> word) => [.. Enumerable.Range(0, WordsOfAKind).Select(_ => word())];

    private static JsonEncodedText[] Encode(string[] words) =>
        [.. words.Select(word => JsonEncodedText.Encode(word, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
}
