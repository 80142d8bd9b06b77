using Npgsql;
using Pipeline.Common;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>Moves what was staged into the tables that people read, inside the caller's transaction.</summary>
internal sealed class EventInsert(NpgsqlConnection connection, string topic, string staging)
{
    private const string Savepoint = "before_events";

    /// <summary>
    /// A delicate event has its properties from its message, as an engine's JSON could have bent a number or a character. Properties that a producer wrote
    /// as a text with JSON in it are that JSON, as the engines take them.
    /// </summary>
    private const string Properties =
        """
        case
            when not s.is_delicate then s.properties::jsonb
            else (
                select case jsonb_typeof(given) when 'string' then (given #>> '{}')::jsonb else given end
                from (select convert_from(s.value, 'UTF8')::jsonb -> 'properties' as given) as message
            )
        end
        """;

    /// <summary>PostgreSQL's JSON has no character 0: it becomes U+FFFD, as the embedded engine writes it. Behind an escaped backslash the same letters are no character.</summary>
    internal const string Headers = """regexp_replace(headers, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')::jsonb""";

    private bool _hasRefused;

    /// <summary>
    /// Stores the events, first without looking for repeats, which are rare and cost every row: where the server finds one, all are stored again, each
    /// with a look. What PostgreSQL itself refuses, such as half a character in the properties, becomes a rejected message with the reason it gives;
    /// <see cref="LacksMessagesAsync"/> tells whether such a one was staged without what it came as.
    /// </summary>
    /// <returns>Events that are the first of their event_id.</returns>
    public async Task<long> EventsAsync(CancellationToken cancellation)
    {
        await connection.ExecuteAsync($"savepoint {Savepoint}", cancellation);
        for (var ifRepeated = string.Empty; ;)
        {
            try
            {
                return await InsertAsync(ifRepeated, cancellation);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UniqueViolation && ifRepeated.Length == 0)
            {
                await connection.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellation);
                ifRepeated = "on conflict do nothing";
            }
            catch (PostgresException error) when (IsOfData(error))
            {
                await connection.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellation);
                var rejected = await RejectedAsync(cancellation);
                await RejectUnstorableAsync(cancellation);
                _hasRefused = true;

                // What else refuses them, such as a trigger of somebody's, would refuse them for ever.
                if (await RejectedAsync(cancellation) == rejected)
                    throw;
            }
        }
    }

    /// <summary>True where an event was refused whose message is not staged: it cannot be kept as it came then.</summary>
    public async Task<bool> LacksMessagesAsync(CancellationToken cancellation) =>
        _hasRefused && await connection.ScalarAsync<bool>($"select exists(select from {staging} where reason is not null and value is null and properties is not null)", cancellation);

    /// <summary>Stores the events whose event_id is there already, each marked.</summary>
    /// <returns>How many, by partition.</returns>
    public async Task<IReadOnlyDictionary<int, long>> DuplicatesAsync(CancellationToken cancellation)
    {
        var counts = await connection.QueryAsync(
            $"""
            with duplicate as (
                insert into kafka_events (
                    topic, partition, "offset", event_id, user_id, product_id, event_type, session_id, properties, is_duplicate, occurred_at, received_at
                )
                select
                    @p0, s.partition, s."offset", s.event_id, s.user_id, s.product_id, s.event_type, s.session_id, {Properties}, true,
                    s.occurred_at, s.received_at
                from {staging} as s
                left join kafka_events as e on e.topic = @p0 and e.partition = s.partition and e."offset" = s."offset"
                where s.reason is null and e.topic is null
                on conflict do nothing
                returning partition
            )

            select partition, count(*) from duplicate group by partition
            """,
            row => (row.GetInt32(0), row.GetInt64(1)),
            cancellation,
            topic);
        return counts.ToDictionary(count => count.Item1, count => count.Item2);
    }

    /// <summary>Keeps the messages that are no events, as they came.</summary>
    public Task<int> RejectsAsync(CancellationToken cancellation) => connection.ExecuteAsync(
        $"""
        insert into kafka_events_rejected (topic, partition, "offset", key, value, headers, reason, received_at)
        select @p0, partition, "offset", key, value, {Headers}, reason, received_at
        from {staging}
        where reason is not null
        on conflict do nothing
        """,
        cancellation,
        topic);

    private async Task<long> InsertAsync(string ifRepeated, CancellationToken cancellation) => await connection.ExecuteAsync(
        $"""
        insert into kafka_events (
            topic, partition, "offset", event_id, user_id, product_id, event_type, session_id, properties, occurred_at, received_at
        )
        select @p0, partition, "offset", event_id, user_id, product_id, event_type, session_id, {Properties}, occurred_at, received_at
        from {staging} as s
        where reason is null
        {ifRepeated}
        """,
        cancellation,
        topic);

    /// <summary>Class 22 is data that is wrong; 54 is data beyond a limit of the server, such as how deep JSON may nest.</summary>
    private static bool IsOfData(PostgresException error) =>
        error.SqlState.StartsWith("22", StringComparison.Ordinal) || error.SqlState.StartsWith("54", StringComparison.Ordinal);

    private Task<long> RejectedAsync(CancellationToken cancellation) =>
        connection.ScalarAsync<long>($"select count(*) from {staging} where reason is not null", cancellation);

    /// <summary>Goes through the staged events one by one: slow, and only after one of them was refused.</summary>
    private Task RejectUnstorableAsync(CancellationToken cancellation) => connection.ExecuteAsync(
        $"""
        do $$
        declare
            s record;
        begin
            for s in select ctid, properties, value, is_delicate from {staging} where reason is null and properties is not null loop
                begin
                    perform {Properties};
                exception when data_exception or program_limit_exceeded then
                    update {staging} set reason = 'properties cannot be stored: ' || sqlerrm where ctid = s.ctid;
                end;
            end loop;
        end
        $$
        """,
        cancellation);
}
