using Confluent.Kafka;

namespace Pipeline.KafkaToPostgres.Broker;

/// <summary>Learns a topic's identity, by which one made anew under the same name is told from the one that was stored.</summary>
/// <param name="ask">Asks the broker, for so long at most; null where it answers without one.</param>
/// <param name="wait">How long a broker may be silent.</param>
internal sealed class TopicIdentity(Func<TimeSpan, Task<string?>> ask, TimeSpan wait)
{
    private static readonly TimeSpan FirstQuestion = TimeSpan.FromSeconds(1);

    /// <summary>Failures that look like trouble before they count as an answer: the embedded broker, which knows no identities, has no better one.</summary>
    private const int MostFailures = 3;

    private int _failures;
    private bool _isNeverTold;

    /// <summary>Asks for it.</summary>
    /// <param name="isKnown">True when an earlier run learnt it: then the broker tells it, and gets all its time to.</param>
    /// <returns>Null where the broker knows no identities, or did not tell this one in time.</returns>
    /// <exception cref="KafkaException">It told one before, and now it fails: whether the topic is still the same, nobody knows.</exception>
    public async Task<string?> ReadAsync(bool isKnown)
    {
        if (_isNeverTold)
            return null;
        try
        {
            return await ask(isKnown ? wait : FirstQuestion);
        }
        catch (KafkaException error) when (!isKnown || SaysItKnowsNone(error))
        {
            // Brokers before 2.8 know no identities; the end offsets still tell a shorter topic.
            _isNeverTold = SaysItKnowsNone(error) || ++_failures == MostFailures;
            return null;
        }
    }

    private static bool SaysItKnowsNone(KafkaException error) => error.Error.Code is ErrorCode.Local_UnsupportedFeature or ErrorCode.UnsupportedVersion;
}
