using System.Text.RegularExpressions;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Reads every page that the master and a driver show after jobs with passwords have run.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed partial class SecrecyTests(TestSpark spark, TestServers servers) : IDisposable
{
    private const int MostPages = 400;
    private const int MostOfOneKind = 25;

    private readonly HttpClient _browser = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task No_page_of_the_master_and_the_driver_shows_a_password()
    {
        await using var source = await servers.CreatePostgresAsync();
        await source.ExecuteAsync("insert into products (name, category, price, stock_quantity, created_at) values ('Lamp', 'Home', 9.50, 1, now())");
        await using var scenario = await Scenario.OpenAsync(Engine.Connect, spark, servers, source);
        await Scenario.RunWellAsync(() => scenario.StartReplication("--tables", "products"));
        var cluster = await spark.ClusterAsync();

        var pages = await ReadAsync($"http://127.0.0.1:{cluster.Ports!.MasterUi}/");

        pages.Keys.ShouldContain(page => page.Contains("/SQL/execution/", StringComparison.Ordinal));
        pages.Keys.ShouldContain(page => page.Contains("/connect/session/", StringComparison.Ordinal));
        pages.Values.ShouldContain(text => text.Contains("redacted", StringComparison.Ordinal), "what a page hides, it says so");
        foreach (var password in (string[])[source.Reader.Password, scenario.Target.Owner.Password])
        {
            password.Length.ShouldBeGreaterThan(8);
            pages.Where(page => page.Value.Contains(password, StringComparison.Ordinal)).Select(page => page.Key).ShouldBeEmpty();
        }
    }

    public void Dispose() => _browser.Dispose();

    /// <summary>Follows every link on this machine; of pages of one kind, such as those of queries, the newest, which are linked first.</summary>
    private async Task<Dictionary<string, string>> ReadAsync(string first)
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        Dictionary<string, int> kinds = new(StringComparer.Ordinal);
        Queue<string> links = new([first]);
        while (links.TryDequeue(out var link) && pages.Count < MostPages)
        {
            if (pages.ContainsKey(link))
                continue;
            using var response = await _browser.GetAsync(link, TestContext.Current.CancellationToken);
            var text = pages[link] = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            foreach (Match match in Link().Matches(text))
            {
                var target = new Uri(new Uri(link), System.Net.WebUtility.HtmlDecode(match.Groups["to"].Value));
                if (target is not { IsLoopback: true, Scheme: "http" } || Skipped().IsMatch(target.AbsolutePath))
                    continue;
                var kind = target.GetLeftPart(UriPartial.Path);
                var page = target.GetLeftPart(UriPartial.Query);
                if (pages.ContainsKey(page) || links.Contains(page) || kinds.GetValueOrDefault(kind) >= MostOfOneKind)
                    continue;
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                links.Enqueue(page);
            }
        }

        return pages;
    }

    [GeneratedRegex("""href=["'](?<to>[^"'#]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"/static/|/kill|threadDump|\.css$|\.js$", RegexOptions.None, 1000)]
    private static partial Regex Skipped();
}
