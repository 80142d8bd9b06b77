using Npgsql;
using Pipeline.Common;
using Pipeline.Replication.Chunks;

namespace Pipeline.Replication.Source;

/// <summary>Reads what there is to replicate from PostgreSQL's catalog, inside the run's snapshot.</summary>
internal static class SourceCatalog
{
    /// <summary>Locks no table: one that somebody else has locked must not hold up a run of others.</summary>
    private const string TablesQuery = """
        select c.oid, n.nspname, c.relname, c.relkind, obj_description(c.oid, 'pg_class')
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm')
            and c.relpersistence <> 't'
            and not c.relispartition
            and n.nspname <> 'information_schema'
            and n.nspname not like 'pg\_%'
        order by n.nspname, c.relname
        """;

    private const string SizeQuery = """
        select coalesce(leaves.bytes, pg_relation_size(c.oid), 0), coalesce(leaves.rows, c.reltuples)
        from pg_class as c
        left join lateral (
            select sum(pg_relation_size(l.oid))::bigint as bytes, sum(greatest(l.reltuples, 0))::real as rows
            from pg_partition_tree(c.oid) as t
            join pg_class as l on l.oid = t.relid
            where t.isleaf
        ) as leaves on c.relkind = 'p'
        where c.oid = @p0
        """;

    /// <summary>A domain's NOT NULL binds tables: the outer join of a view gives NULL all the same.</summary>
    private const string ColumnsQuery = """
        select
            a.attname,
            case when b.typnamespace = 'pg_catalog'::regnamespace then b.typname::text else format_type(b.oid, null) end,
            format_type(a.atttypid, a.atttypmod),
            base.modifier,
            a.attnotnull or base.not_null and @p1,
            col_description(a.attrelid, a.attnum),
            case
                when b.typsubscript = 'array_subscript_handler'::regproc then 'Array'
                when b.typtype = 'c' then 'Composite'
                when b.typtype = 'e' then 'Enum'
                when b.typtype in ('r', 'm') then 'Range'
                else 'Base'
            end,
            case when a.attlen > 0 then a.attlen::int end
        from pg_attribute as a
        cross join lateral (
            with recursive chain as (
                select t.oid, t.typtype, t.typbasetype, t.typtypmod, a.atttypmod as modifier, t.typnotnull as not_null
                from pg_type as t
                where t.oid = a.atttypid
                union all
                select t.oid, t.typtype, t.typbasetype, t.typtypmod, chain.typtypmod, chain.not_null or t.typnotnull
                from chain
                join pg_type as t on t.oid = chain.typbasetype
                where chain.typtype = 'd'
            )
            select oid, modifier, not_null from chain where typtype <> 'd'
        ) as base
        join pg_type as b on b.oid = base.oid
        where a.attrelid = @p0 and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    private const string IndexesQuery = """
        select
            c.relname,
            array(
                select a.attname::text
                from unnest(i.indkey::smallint[]) with ordinality as k (attnum, position)
                join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                where k.position <= i.indnkeyatts
                order by k.position
            ),
            i.indisprimary,
            i.indisunique,
            case
                when i.indpred is not null then 'partial'
                when i.indexprs is not null then 'on an expression'
                when m.amname <> 'btree' then 'of type ' || m.amname
                when not i.indisvalid then 'not valid'
            end
        from pg_index as i
        join pg_class as c on c.oid = i.indexrelid
        join pg_am as m on m.oid = c.relam
        where i.indrelid = @p0
        order by i.indisprimary desc, c.relname
        """;

    /// <summary>Of the primary key's first column, as the planner knows it.</summary>
    private const string CorrelationQuery = """
        select s.correlation
        from pg_index as i
        join pg_class as c on c.oid = i.indrelid
        join pg_namespace as n on n.oid = c.relnamespace
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        join pg_stats as s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname and not s.inherited
        where i.indrelid = @p0 and i.indisprimary
        """;

    /// <summary>All tables of the source by name, and nothing else of them.</summary>
    public static async Task<IReadOnlyList<SourceTable>> ListAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.QueryAsync(
            TablesQuery,
            row => new SourceTable
            {
                Oid = row.GetFieldValue<uint>(0),
                Schema = row.GetString(1),
                Name = row.GetString(2),
                Kind = row.GetFieldValue<char>(3),
                Comment = row.IsDBNull(4) ? null : row.GetString(4),
            },
            cancellation);

    /// <summary>These tables with all that the catalog has of them.</summary>
    public static async Task<IReadOnlyList<SourceTable>> DescribeAsync(NpgsqlConnection connection, IEnumerable<SourceTable> listed, CancellationToken cancellation)
    {
        List<SourceTable> tables = [];
        foreach (var table in listed)
        {
            var (bytes, rows) = await SizeAsync(connection, table, cancellation);
            tables.Add(table with
            {
                Bytes = bytes,
                EstimatedRows = rows,
                Columns = await ColumnsAsync(connection, table, cancellation),
                Indexes = await IndexesAsync(connection, table, cancellation),
                KeyCorrelation = bytes <= ChunkKey.AnyOrderBytes ? null : await connection.ScalarAsync<double?>(CorrelationQuery, cancellation, (long)table.Oid),
            });
        }
        return tables;
    }

    /// <summary>The tables that the patterns mean, each once, in the order of the patterns.</summary>
    /// <exception cref="PipelineException">A pattern means no table (exit 2).</exception>
    public static async Task<IReadOnlyList<SourceTable>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<TablePattern> patterns, CancellationToken cancellation) =>
        await DescribeAsync(connection, Choose(await ListAsync(connection, cancellation), patterns), cancellation);

    /// <summary>Picks from all tables those that the patterns mean; a view has to be named in full.</summary>
    internal static IReadOnlyList<SourceTable> Choose(IReadOnlyList<SourceTable> all, IReadOnlyList<TablePattern> patterns)
    {
        List<SourceTable> chosen = [];
        foreach (var pattern in patterns)
        {
            var matches = all.Where(t => pattern.Matches(t.Schema, t.Name) && (pattern.IsExact || t.Kind is 'r' or 'p')).ToList();
            if (matches.Count == 0)
                throw ReplicationErrors.NoSuchTable(pattern, all);
            chosen.AddRange(matches.Where(match => chosen.TrueForAll(c => c.Oid != match.Oid)));
        }
        return chosen;
    }

    private static async Task<(long Bytes, float Rows)> SizeAsync(NpgsqlConnection connection, SourceTable table, CancellationToken cancellation)
    {
        try
        {
            return (await connection.QueryAsync(SizeQuery, row => (row.GetInt64(0), row.GetFloat(1)), cancellation, (long)table.Oid)).FirstOrDefault();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw ReplicationErrors.Locked(table, error);
        }
    }

    private static Task<List<SourceColumn>> ColumnsAsync(NpgsqlConnection connection, SourceTable table, CancellationToken cancellation) =>
        connection.QueryAsync(
            ColumnsQuery,
            row => new SourceColumn(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetBoolean(4), row.IsDBNull(5) ? null : row.GetString(5))
            {
                Family = Enum.Parse<TypeFamily>(row.GetString(6)),
                FixedBytes = row.IsDBNull(7) ? null : row.GetInt32(7),
            },
            cancellation,
            (long)table.Oid,
            table.Kind is 'r' or 'p');

    private static Task<List<SourceIndex>> IndexesAsync(NpgsqlConnection connection, SourceTable table, CancellationToken cancellation) =>
        connection.QueryAsync(
            IndexesQuery,
            row => new SourceIndex(
                row.GetString(0), row.GetFieldValue<string[]>(1), row.GetBoolean(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetString(4)),
            cancellation,
            (long)table.Oid);
}
