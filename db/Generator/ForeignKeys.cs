using Npgsql;
using Pipeline.Common;

namespace Pipeline.Generation;

/// <summary>
/// The shop's foreign keys, set aside while its tables fill. Checked row by row they take most of the load's time;
/// checked once, by a join, a second or two. All of it happens inside the writer's transaction, so nobody sees a table without them.
/// </summary>
internal sealed class ForeignKeys
{
    private readonly IReadOnlyList<string> _additions;

    private ForeignKeys(IReadOnlyList<string> additions) => _additions = additions;

    /// <summary>Drops the keys and remembers them.</summary>
    public static async Task<ForeignKeys> SetAsideAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var keys = await connection.QueryAsync(
            """
            select
                format('alter table %s drop constraint %I', conrelid::regclass, conname),
                format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint
            where contype = 'f'
                and conrelid in ('public.orders'::regclass, 'public.orderdetails'::regclass)
            order by conname
            """,
            row => (Drop: row.GetString(0), Add: row.GetString(1)),
            cancellation);
        foreach (var (drop, _) in keys)
            await connection.ExecuteAsync(drop, cancellation);
        return new([.. keys.Select(key => key.Add)]);
    }

    /// <summary>Adds the keys again, which checks every row.</summary>
    public async Task RestoreAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var addition in _additions)
            await connection.ExecuteAsync(addition, cancellation);
    }
}
