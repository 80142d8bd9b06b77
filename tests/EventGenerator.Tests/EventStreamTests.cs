namespace Pipeline.Events.Tests;

public sealed class EventStreamTests
{
    private const string FirstEvent =
        """{"event_id":"2c5c59c6-8be8-83e4-9bbb-528fa6992730","user_id":635,"event_type":"login","session_id":"24fb5865-78ef-811f-a040-7738b15d5eff","occurred_at":"2026-01-01T00:00:00.044700Z","properties":{"device":"tablet",""";

    [Fact]
    public void The_same_options_give_the_same_bytes()
    {
        Gen.Select(Gen.Long, Gen.Int[1, 500], Gen.Int[1, 50], Gen.Double[0.1, 100_000]).Sample(
            (seed, users, products, rate) =>
            {
                var options = EventStreamOptions.Of(seed, users, products, rate);

                Bytes(options, 300).ShouldBe(Bytes(options, 300));
            },
            iter: 30);
    }

    [Fact]
    public void Another_seed_gives_other_events()
    {
        var one = Take(EventStreamOptions.Of(seed: 1), 1000).Select(happened => happened.Id);
        var two = Take(EventStreamOptions.Of(seed: 2), 1000).Select(happened => happened.Id);

        one.Intersect(two).ShouldBeEmpty();
    }

    [Fact]
    public void The_first_event_is_the_same_on_every_machine()
    {
        using var json = new EventJson(1);

        var text = System.Text.Encoding.UTF8.GetString(json.Write(new EventStream(EventStreamOptions.Of()).Next()));

        text.ShouldStartWith(FirstEvent);
    }

    [Fact]
    public void An_event_id_depends_on_seed_and_sequence_alone()
    {
        var few = Take(EventStreamOptions.Of(seed: 7, users: 3, products: 1), 500);
        var many = Take(EventStreamOptions.Of(seed: 7, users: 900, products: 90, eventsPerSecond: 3000), 500);

        few.Select(happened => happened.Id).ShouldBe(many.Select(happened => happened.Id));
    }

    [Fact]
    public void Event_ids_are_distinct()
    {
        var events = Take(EventStreamOptions.Of(), 200_000);

        events.Select(happened => happened.Id).Distinct().Count().ShouldBe(events.Count);
        events.ShouldAllBe(happened => happened.Id.Version == 8);
    }

    [Fact]
    public void Time_never_goes_back_and_keeps_the_rate()
    {
        var events = Take(EventStreamOptions.Of(eventsPerSecond: 50), 10_000);

        events.Zip(events.Skip(1)).ShouldAllBe(pair => pair.First.OccurredAt <= pair.Second.OccurredAt);
        var seconds = (events[^1].OccurredAt - events[0].OccurredAt).TotalSeconds;
        seconds.ShouldBe(200, tolerance: 10);
    }

    [Fact]
    public void Skipping_continues_where_the_first_run_ended()
    {
        var whole = Take(EventStreamOptions.Of(), 2000);
        var rest = new EventStream(EventStreamOptions.Of());

        rest.Skip(1500, TestContext.Current.CancellationToken);

        rest.Next().ShouldBe(whole[1500]);
    }

    [Fact]
    public void Every_type_occurs_and_users_and_products_are_in_range()
    {
        var events = Take(EventStreamOptions.Of(users: 50, products: 9), 20_000);

        events.Select(happened => happened.Type).Distinct().Count().ShouldBe(Enum.GetValues<EventType>().Length);
        events.ShouldAllBe(happened => happened.User >= 1 && happened.User <= 50);
        events.Where(happened => happened.Product != null).ShouldAllBe(happened => happened.Product >= 1 && happened.Product <= 9);
    }

    internal static List<UserEvent> Take(EventStreamOptions options, int count)
    {
        var stream = new EventStream(options);
        return [.. Enumerable.Range(0, count).Select(_ => stream.Next())];
    }

    private static byte[] Bytes(EventStreamOptions options, int count)
    {
        using var messages = new EventMessages(options, badEvery: 7);
        return [.. Enumerable.Range(0, count).SelectMany(_ => messages.Next().Value ?? [])];
    }
}
