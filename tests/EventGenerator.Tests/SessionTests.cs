namespace Pipeline.Events.Tests;

public sealed class SessionTests
{
    private static readonly ILookup<Guid, UserEvent> Sessions =
        EventStreamTests.Take(EventStreamOptions.Of(seed: 3), 100_000).ToLookup(happened => happened.Session);

    [Fact]
    public void A_session_belongs_to_one_user()
    {
        Sessions.ShouldAllBe(session => session.Select(happened => happened.User).Distinct().Count() == 1);
    }

    [Fact]
    public void A_user_has_one_session_at_a_time()
    {
        foreach (var user in Sessions.SelectMany(session => session).GroupBy(happened => happened.User))
        {
            var changes = user.Zip(user.Skip(1)).Count(pair => pair.First.Session != pair.Second.Session);
            changes.ShouldBe(user.Select(happened => happened.Session).Distinct().Count() - 1, $"user {user.Key}");
        }
    }

    [Fact]
    public void A_cart_never_goes_below_nothing_and_only_a_filled_one_is_bought()
    {
        foreach (var session in Sessions)
        {
            var cart = new List<int>();
            var previous = (EventType?)null;
            foreach (var happened in session)
            {
                switch (happened.Type)
                {
                    case EventType.AddToCart:
                        previous.ShouldBe(EventType.ProductView);
                        cart.Add(happened.Product!.Value);
                        break;
                    case EventType.RemoveFromCart:
                        cart.Remove(happened.Product!.Value).ShouldBeTrue("only what is in the cart is taken out");
                        break;
                    case EventType.Checkout:
                        happened.Number.ShouldBe(cart.Count);
                        cart.ShouldNotBeEmpty();
                        break;
                    case EventType.Purchase:
                        previous.ShouldBe(EventType.Checkout);
                        happened.Number.ShouldBe(cart.Count);
                        cart.Clear();
                        break;
                }

                previous = happened.Type;
            }
        }
    }

    [Fact]
    public void Sign_in_comes_first_and_sign_out_last()
    {
        foreach (var session in Sessions.Select(session => session.Select(happened => happened.Type).ToList()))
        {
            session.LastIndexOf(EventType.Login).ShouldBeLessThanOrEqualTo(0);
            if (session.IndexOf(EventType.Logout) is >= 0 and var place)
            {
                place.ShouldBe(session.Count - 1);
                session[0].ShouldBe(EventType.Login);
            }
        }
    }

    [Fact]
    public void Exactly_the_types_about_one_product_name_it()
    {
        Sessions.SelectMany(session => session).ShouldAllBe(happened =>
            happened.Product.HasValue == (happened.Type == EventType.ProductView || happened.Type == EventType.AddToCart || happened.Type == EventType.RemoveFromCart));
    }
}
