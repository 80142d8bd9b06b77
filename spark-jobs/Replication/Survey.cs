using System.Diagnostics;
using MySqlConnector;
using Npgsql;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Drift;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;
using Pipeline.Replication.Verification;

namespace Pipeline.Replication;

/// <summary>Looks at every table and finds all that stands in its way, writing nothing.</summary>
/// <param name="settings">What to look at.</param>
/// <param name="target">Where the replicas are.</param>
/// <param name="server">Its server.</param>
/// <param name="snapshot">Where to read.</param>
/// <param name="ahead">What reads the replicas at the same time; null where nobody is going to compare them.</param>
internal sealed class Survey(ReplicationSettings settings, MySqlConnection target, MySqlServer server, SourceSnapshot snapshot, ReplicaAhead? ahead = null)
{
    /// <summary>ER_SPECIFIC_ACCESS_DENIED_ERROR.</summary>
    private const int NotAllowed = 1227;

    /// <summary>The class of what an expression cannot compute of a value: https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
    private const string DataErrors = "22";

    /// <summary>Of the tables that the settings mean, with the replicas' names that they give.</summary>
    public async Task<IReadOnlyList<SurveyedTable>> OfTablesAsync(bool withChecksum, CancellationToken cancellation)
    {
        var tables = (await SourceCatalog.ReadAsync(snapshot.Connection, settings.Tables, cancellation)).Select(table => (Table: table, Target: settings.Name.Of(table))).ToList();
        RefuseSharedTargets(tables);
        foreach (var (table, target) in tables)
            await RefuseReplicaOfAnotherAsync(table, target, cancellation);
        return await OfTablesAsync(tables, withChecksum, cancellation);
    }

    /// <summary>Of tables whose replicas are known by name.</summary>
    public async Task<IReadOnlyList<SurveyedTable>> OfTablesAsync(IReadOnlyList<(SourceTable Table, string Target)> tables, bool withChecksum, CancellationToken cancellation)
    {
        if (await snapshot.Connection.ScalarAsync<string>("show server_encoding", cancellation) is var encoding and not "UTF8")
            throw ReplicationErrors.OtherEncoding(encoding ?? "an unknown way");

        settings.Policies.RequireColumns([.. tables.Select(one => one.Table)]);
        List<SurveyedTable> surveyed = [];
        foreach (var (table, target) in tables)
            surveyed.Add(await OfTableAsync(table, target, withChecksum, cancellation));
        return surveyed;
    }

    /// <summary>MySQL may fold the case of table names, so two names that differ by it alone count as one.</summary>
    private static void RefuseSharedTargets(IReadOnlyList<(SourceTable Table, string Target)> tables)
    {
        foreach (var shared in tables.GroupBy(t => t.Target, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            throw ReplicationErrors.SameTarget(shared.First().Table, shared.Last().Table, shared.Key);
    }

    /// <summary>A table belongs to the job, and a replica to the source, that the last run brought there, as long as it stands; an empty replica has nothing to lose.</summary>
    private async Task RefuseReplicaOfAnotherAsync(SourceTable table, string name, CancellationToken cancellation)
    {
        if (!await StagingTables.ExistsAsync(target, name, cancellation)
            || !await PublishedProof.CanExistAsync(target, cancellation)
            || await PublishedProof.LastOfAnyJobAsync(target, name, cancellation) is not { } proof)
            return;

        if (proof.Job != ReplicationProgram.Job)
            throw ReplicationErrors.TableOfAnotherJob(table, name, proof);
        if (proof.Source != table.FullName && await ReplicaDrift.HasRowsAsync(target, name, cancellation))
            throw ReplicationErrors.ReplicaOfAnother(table, name, proof);
    }

    private async Task<SurveyedTable> OfTableAsync(SourceTable table, string name, bool withChecksum, CancellationToken cancellation)
    {
        if (NameCheck.Of(table, name) is { Count: > 0 } names)
            return new(table, name, null, names);

        var began = Stopwatch.GetTimestamp();
        var columns = TablePlan.ColumnsOf(table, server, settings.Policies);
        Task<ChunkedTable?>? replica = null;
        var isRead = ahead is not null && await StagingTables.ExistsAsync(target, name, cancellation);
        var facts = await FactsAsync(table, columns, withChecksum, Cut, cancellation);
        if (await RewrittenCheck.IsRewrittenAsync(snapshot.Connection, table, cancellation))
            throw ReplicationErrors.Rewritten(table);
        var plan = new TablePlan
        {
            Table = table,
            Target = name,
            Columns = columns,
            Facts = facts,
            Replica = replica,
            Keys = KeyPlan.Of(table, columns, facts),
            Predicates = PartitionPlan.Of(table, Environment.ProcessorCount, settings.Partitions),
        };
        plan = plan with { Drift = await ReplicaDrift.OfAsync(target, plan, server, cancellation), Looking = Stopwatch.GetElapsedTime(began) };
        return new(
            table,
            name,
            plan,
            [
                .. facts.Refused.Select(found => Obstacles.Unrepresentable(table, found)),
                .. await KeysAsync(plan, cancellation),
                .. await WidthAsync(plan, cancellation),
            ]);

        // Where more columns make the key, the first may repeat, and its chunks be none: only the source's rows tell.
        void Cut(ChunkKey key, IReadOnlyList<KeyRange> ranges) => replica = isRead && key.Columns.Count == 1 ? ahead!.Begin(name, columns, key, ranges, cancellation) : null;
    }

    private async Task<SourceFacts> FactsAsync(
        SourceTable table, IReadOnlyList<ColumnContract> columns, bool withChecksum, Action<ChunkKey, IReadOnlyList<KeyRange>> cut, CancellationToken cancellation)
    {
        try
        {
            return await new SourceScan(table, columns, withChecksum ? settings.HashFor(server) : null, withWidths: withChecksum).ReadAsync(snapshot, cut, cancellation);
        }
        catch (PostgresException error) when (error.SqlState.StartsWith(DataErrors, StringComparison.Ordinal))
        {
            throw ReplicationErrors.NotReadable(table, error);
        }
        catch (PostgresException error) when (table.Kind is 'm' or 'v' && error.SqlState == PostgresErrorCodes.ObjectNotInPrerequisiteState)
        {
            throw ReplicationErrors.NotPopulated(table, error);
        }
    }

    private async Task<IReadOnlyList<Obstacle>> KeysAsync(TablePlan plan, CancellationToken cancellation)
    {
        List<Obstacle> obstacles = [];
        foreach (var key in plan.Keys.Unfit)
        {
            obstacles.Add(key.TooLong is { Predicate: var rows }
                ? Obstacles.UnfitKey(plan.Table, key, await CountAsync(plan, rows, cancellation), await new KeyExamples(plan.Table).ReadAsync(snapshot.Connection, rows, cancellation))
                : Obstacles.UnfitKey(plan.Table, key, 0, []));
        }
        foreach (var key in plan.ClampedKeys)
        {
            var same = await snapshot.Connection.ScalarAsync<long>(plan.SameWhenClamped(key), cancellation);
            if (same > 0)
                obstacles.Add(Obstacles.ClampedToTheSame(plan.Table, key.Name, string.Join(", ", key.Columns), same));
        }
        return obstacles;
    }

    private Task<long> CountAsync(TablePlan plan, string predicate, CancellationToken cancellation) =>
        snapshot.Connection.ScalarAsync<long>($"select count(*) from {plan.Table.From} where {predicate}", cancellation);

    private async Task<IReadOnlyList<Obstacle>> WidthAsync(TablePlan plan, CancellationToken cancellation)
    {
        var layout = plan.Layout;
        if (!layout.FitsRow)
            return [Obstacles.RowTooWide(plan.Table, layout.RowBytes)];
        if (layout.FitsPage)
            return [];

        try
        {
            await target.ExecuteAsync("set session innodb_strict_mode = off", cancellation);
        }
        catch (MySqlException error) when (error.Number == NotAllowed)
        {
            return [Obstacles.PageTooSmall(plan.Table, layout.PageBytes)];
        }
        var rows = await CountAsync(plan, layout.TooLongRow, cancellation);
        return rows == 0
            ? []
            : [Obstacles.RowsTooLong(plan.Table, rows, await new KeyExamples(plan.Table).ReadAsync(snapshot.Connection, layout.TooLongRow, cancellation))];
    }
}
