namespace Pipeline.KafkaToPostgres;

/// <summary>What a run of the events job does.</summary>
internal enum EventsWork
{
    Read,
    ReplayRejected,
    Verify,
}
