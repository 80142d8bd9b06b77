using Npgsql;
using Pipeline.Common;

namespace Pipeline.Replication.Source;

/// <summary>
/// Tells whether what was read of a table is what the snapshot holds. Rows obey the snapshot; names, files, views and partitions are those
/// of now, until the reading locks them: https://www.postgresql.org/docs/current/mvcc-caveats.html.
/// </summary>
internal static class RewrittenCheck
{
    /// <summary>
    /// Queries of the catalog see the snapshot, its functions see what is now. A view has read what this transaction has locked, whatever its
    /// definition was; 16384 is the first number that is not the system's. In a file made since there is nothing that the snapshot sees, nor
    /// in a table made since, which as a new partition does no harm.
    /// </summary>
    private const string Query = """
        with was_read as (
            select @p0::oid as oid
            union
            select relid from pg_partition_tree(@p0::oid)
            union
            select relation
            from pg_locks
            where @p2 and locktype = 'relation' and pid = pg_backend_pid() and relation >= 16384 and pg_get_indexdef(relation) is null
        ),
        known as (
            select c.oid, c.relkind, c.relfilenode
            from was_read
            join pg_class as c on c.oid = was_read.oid
        )
        select
            to_regclass(@p1)::oid is distinct from @p0::oid
            or exists (
                select
                from known
                where relkind in ('r', 'm') and relfilenode is distinct from pg_relation_filenode(oid)
            )
            or exists (
                select
                from was_read
                where not exists (select from pg_class as c where c.oid in (was_read.oid, pg_partition_root(was_read.oid)))
            )
            or exists (
                select
                from known
                cross join lateral (
                    select before.inhrelid as before, now.relid as now
                    from (select inhrelid from pg_inherits where inhparent = known.oid and not inhdetachpending) as before
                    full join (select relid from pg_partition_tree(known.oid) where parentrelid = known.oid) as now on now.relid = before.inhrelid
                ) as part
                where known.relkind = 'p' and (part.now is null or part.before is null and exists (select from pg_class as c where c.oid = part.now))
            )
        """;

    /// <summary>True when a table that has been read was truncated, rewritten, renamed or put together otherwise between the snapshot and the reading.</summary>
    public static async Task<bool> IsRewrittenAsync(NpgsqlConnection snapshot, SourceTable table, CancellationToken cancellation) =>
        await snapshot.ScalarAsync<bool>(Query, cancellation, (long)table.Oid, SqlName.Postgres(table.Schema, table.Name), table.Kind == 'v');
}
