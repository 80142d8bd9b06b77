using Pipeline.Common.Runs;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Tests;

public sealed class SourceSnapshotTests
{
    /// <summary>PostgreSQL counts from a small number again when it was restarted.</summary>
    [Fact]
    public void Attempts_whose_snapshots_have_one_id_read_different_moments()
    {
        const string id = "00000003-0000001B-1";
        string[] moments = [MomentOf("nightly", 1), MomentOf("nightly", 2), MomentOf("other", 1)];

        moments.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        moments.ShouldAllBe(moment => moment.StartsWith(id, StringComparison.Ordinal) && moment.Length <= 64);

        static string MomentOf(string run, int attempt) => SourceSnapshot.MomentOf(id, new RunIdentity("replication", run, attempt));
    }
}
