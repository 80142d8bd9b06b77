namespace Pipeline.Integration.Tests.Stack;

/// <summary>What stands in PostgreSQL of the stack's topic.</summary>
internal static class StoredEvents
{
    /// <summary>
    /// How many offsets are stored, each once; below zero how many are missing or stored twice. One statement: a run that begins between two would make
    /// them differ.
    /// </summary>
    public const string Once =
        """
        select case when stored = taken then stored else -abs(stored - taken) end
        from (
            select
                (select count(*) from kafka_events where topic = 'my_topic') + (select count(*) from kafka_events_rejected where topic = 'my_topic') as stored,
                (select coalesce(sum(next_offset), 0)::bigint from kafka_offsets where topic = 'my_topic') as taken
        ) as counted
        """;
}
