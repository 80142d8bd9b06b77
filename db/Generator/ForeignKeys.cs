using Npgsql;

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
        var drops = new List<string>();
        var additions = new List<string>();
        await using (var command = new NpgsqlCommand(
            """
            select
                format('alter table %s drop constraint %I', conrelid::regclass, conname),
                format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint
            where contype = 'f'
                and conrelid in ('public.orders'::regclass, 'public.orderdetails'::regclass)
            order by conname
            """,
            connection))
        {
            await using var keys = await command.ExecuteReaderAsync(cancellation);
            while (await keys.ReadAsync(cancellation))
            {
                drops.Add(keys.GetString(0));
                additions.Add(keys.GetString(1));
            }
        }

        await ExecuteAsync(connection, drops, cancellation);
        return new(additions);
    }

    /// <summary>Adds the keys again, which checks every row.</summary>
    public Task RestoreAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        ExecuteAsync(connection, _additions, cancellation);

    private static async Task ExecuteAsync(NpgsqlConnection connection, IReadOnlyList<string> statements, CancellationToken cancellation)
    {
        if (statements.Count == 0)
            return;
        await using var command = new NpgsqlCommand(string.Join(";\n", statements), connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
