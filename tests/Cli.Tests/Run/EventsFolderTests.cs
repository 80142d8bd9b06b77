using Pipeline.Cli.Run;

namespace Pipeline.Cli.Tests.Run;

public sealed class EventsFolderTests
{
    [Theory]
    [InlineData("--embedded-broker --count 20000", "--embedded-broker --count 20000 --folder /clone/.pipeline")]
    [InlineData("--folder here --count 1", "--folder here --count 1")]
    [InlineData("--count 1 --folder=here", "--count 1 --folder=here")]
    public void An_embedded_broker_leaves_its_address_where_the_jobs_look_whatever_the_current_folder(string given, string passed) =>
        string.Join(' ', RunVerb.InFolder("/clone/.pipeline", given.Split(' '))).ShouldBe(passed);
}
