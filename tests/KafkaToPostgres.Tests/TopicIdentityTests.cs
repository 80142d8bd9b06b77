using Confluent.Kafka;
using Pipeline.KafkaToPostgres.Broker;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class TopicIdentityTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    private readonly List<TimeSpan> _asked = [];

    /// <summary>Taken for none, a topic made anew would be read on where the old one was left.</summary>
    [Theory]
    [InlineData(ErrorCode.Local_TimedOut)]
    [InlineData(ErrorCode.Local_Transport)]
    [InlineData(ErrorCode.Local_Partial)]
    [InlineData(ErrorCode.UnknownTopicOrPart)]
    public async Task A_question_that_fails_where_the_identity_is_known_is_an_error(ErrorCode code)
    {
        var identity = Failing(code);

        (await Should.ThrowAsync<KafkaException>(() => identity.ReadAsync(isKnown: true))).Error.Code.ShouldBe(code);
        await Should.ThrowAsync<KafkaException>(() => identity.ReadAsync(isKnown: true));

        _asked.ShouldBe([Wait, Wait]);
    }

    [Theory]
    [InlineData(ErrorCode.Local_UnsupportedFeature, true)]
    [InlineData(ErrorCode.UnsupportedVersion, true)]
    [InlineData(ErrorCode.UnsupportedVersion, false)]
    public async Task A_broker_that_says_it_knows_none_is_asked_once(ErrorCode code, bool isKnown)
    {
        var identity = Failing(code);

        (await identity.ReadAsync(isKnown)).ShouldBeNull();
        (await identity.ReadAsync(isKnown)).ShouldBeNull();

        _asked.ShouldHaveSingleItem();
    }

    /// <summary>One that is slow to start would else be taken for one without identities for as long as the job follows its topic.</summary>
    [Fact]
    public async Task A_broker_that_fails_to_tell_is_asked_again_and_taken_for_one_without_identities_after_the_third_time()
    {
        var identity = Failing(ErrorCode.Local_TimedOut);

        for (var question = 0; question < 5; question++)
            (await identity.ReadAsync(isKnown: false)).ShouldBeNull();

        _asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_broker_that_may_know_none_is_not_waited_for_long()
    {
        (await new TopicIdentity(AnswerAsync, Wait).ReadAsync(isKnown: false)).ShouldBe("id-1");

        _asked.ShouldHaveSingleItem().ShouldBeLessThan(Wait);
    }

    private TopicIdentity Failing(ErrorCode code) => new(
        patience =>
        {
            _asked.Add(patience);
            return Task.FromException<string?>(new KafkaException(code));
        },
        Wait);

    private Task<string?> AnswerAsync(TimeSpan patience)
    {
        _asked.Add(patience);
        return Task.FromResult<string?>("id-1");
    }
}
