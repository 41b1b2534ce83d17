using Baton.Routers;

namespace Baton.Tests.Routers;

public sealed class RouterTests
{
    private static readonly Router Support = Router.Train(SupportExamples.All);

    [Theory]
    [InlineData("why did you charge me twice?", "billing")]
    [InlineData("I'd like a refund of my last payment", "billing")]
    [InlineData("the dashboard won't load, it only shows errors", "technical")]
    [InlineData("logging in does not work with my new pasword", "technical")]
    [InlineData("please book a hotel room for Friday", "travel")]
    public void A_message_goes_to_the_route_whose_examples_it_is_like(string message, string route)
    {
        var routing = Support.Route(message);

        Assert.Equal(route, routing.Best!.Name);
        Assert.Equal(["billing", "technical", "travel"], routing.Routes.Select(other => other.Name).Order());
    }

    [Fact]
    public void Confidences_of_single_routes_add_up_to_one()
    {
        Assert.Equal(1, Support.Route("I was charged twice").Routes.Sum(route => route.Confidence), 9);
    }

    [Fact]
    public void Only_candidates_are_ranked()
    {
        var routing = Support.Route("I was charged twice", new() { Candidates = ["technical", "travel"] });

        Assert.Equal(["technical", "travel"], routing.Routes.Select(other => other.Name).Order());
    }
}
