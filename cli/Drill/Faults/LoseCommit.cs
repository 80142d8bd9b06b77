using Pipeline.Cli.Drill.Jobs;
using Pipeline.Cli.Drill.Network;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>
/// The connection is cut between the statement that publishes and its answer, so that the job cannot know whether it was done: by half
/// after the server has answered, by half before.
/// </summary>
internal sealed class LoseCommit : IFault
{
    public string Name => "lose-commit";

    public string? WhyNot(DrilledJob job, DrillServers servers) => null;

    public async Task<Disturbance> StrikeAsync(Strike strike)
    {
        var inMySql = strike.Job.PublishesInMySql;
        var watch = new CommitWatch(strike.Job.PublishingWord, inMySql, awaitAnswer: strike.Random.Next(2) == 0);
        await using var proxy = TcpProxy.Start(inMySql ? strike.Servers.MySql.Port : strike.Servers.Postgres.Port, watch.NewWire);
        await using var attempt = inMySql ? strike.Job.Start(mySqlPort: proxy.Port) : strike.Job.Start(postgresPort: proxy.Port);
        var end = await attempt.EndAsync(strike.Cancellation);
        return new(watch.CutAt ?? end.At, watch.CutAt is not null, [end])
        {
            NotMade = watch.CutAt is null && watch.IsBlind ? "the connection is encrypted: nothing can be seen in it" : null,
            Complaint = watch.CutAt is null && !watch.IsBlind ? $"the statement \"{strike.Job.PublishingWord}\" never passed; the job ended with {end}" : null,
        };
    }
}
