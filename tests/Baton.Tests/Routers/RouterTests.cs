using Baton.Texts.Routers;

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
        Assert.Equal(routing.Routes.OrderByDescending(other => other.Confidence), routing.Routes);
    }

    [Fact]
    public void Confidences_of_single_routes_add_up_to_one()
    {
        Assert.Equal(1, Support.Route("I was charged twice").Routes.Sum(route => route.Confidence), 9);
    }

    [Fact]
    public void Another_amount_is_the_same_request()
    {
        Assert.Equal(Support.Route("my price went up to $12,345.50").Routes, Support.Route("my price went up to $99,999.99").Routes);
    }

    [Fact]
    public void Only_candidates_are_ranked()
    {
        var routing = Support.Route("I was charged twice", new() { Candidates = ["travel", "technical", "nobody knows this one"] });

        Assert.Equal(["technical", "travel"], routing.Routes.Select(other => other.Name).Order());
        Assert.Equal(1, routing.Routes.Sum(route => route.Confidence), 9);
    }

    [Fact]
    public void A_message_with_two_issues_has_two_parts_with_a_route_each()
    {
        const string message = "You billed me twice this month, and the dashboard does not load.";
        var routing = Support.Route(message);

        Assert.Equal(["billing", "technical"], routing.Parts.Select(part => part.Routes[0].Name));
        Assert.Equal(["You billed me twice this month", "the dashboard does not load"], routing.Parts.Select(part => part.Text));
        Assert.All(routing.Parts, part => Assert.Equal(part.Text, message.Substring(part.Start, part.Text.Length)));
        Assert.Equal(["billing", "technical"], routing.Chosen.Select(route => route.Name).Order());
    }

    [Theory]
    [InlineData("I was charged the wrong amount, and I want my money back.")]
    [InlineData("The dashboard does not load. It shows an error, it is very slow and I cannot log in!")]
    public void A_message_with_one_issue_stays_whole(string message)
    {
        Assert.Single(Support.Route(message).Parts);
    }

    [Fact]
    public void What_is_like_no_example_is_out_of_scope_and_what_is_like_one_is_not()
    {
        Assert.True(Support.Route("zwölf Boxkämpfer jagen Viktor").OutOfScope);
        Assert.False(Support.Route("the dashboard does not load").OutOfScope);
    }

    [Fact]
    public void What_examples_say_nobody_should_take_is_out_of_scope()
    {
        var router = Router.Train([
            .. SupportExamples.All,
            new("what is the meaning of life"),
            new("tell me a joke"),
            new("who won the football match"),
            new("sing a song for me"),
        ]);

        Assert.True(router.Route("tell me a good joke").OutOfScope);
        Assert.DoesNotContain(router.RouteNames, name => name.Length == 0);
    }

    [Fact]
    public void An_answer_that_says_nothing_by_itself_stays_with_the_holder()
    {
        Assert.Equal("travel", Support.Route("yes, that is right", new() { Holder = "travel" }).Best!.Name);
        Assert.Equal("billing", Support.Route("yes, that is right", new() { Holder = "billing" }).Best!.Name);
    }

    [Fact]
    public void A_message_about_something_else_leaves_the_holder()
    {
        Assert.Equal(
            "technical",
            Support.Route("the dashboard does not load", new() { Holder = "billing", Seen = ["billing"] }).Best!.Name
        );
    }

    [Fact]
    public void What_was_said_before_and_not_answered_counts()
    {
        var alone = Support.Route("can you look into that", new() { Seen = ["travel"] });
        var after = Support.Route("can you look into that", new() { Seen = ["travel"], Unanswered = ["you billed me twice this month"] });

        Assert.True(Of(after, "billing") > Of(alone, "billing"));

        static double Of(Routing routing, string name) => routing.Routes.Single(route => route.Name == name).Confidence;
    }

    [Fact]
    public void Dialogues_teach_that_customers_go_on_at_a_word()
    {
        var dialogues = Enumerable
            .Range(0, 12)
            .Select(_ => new RouterDialogue([
                new("I need an invoice", "billing"),
                new("the one of May"),
                new("for my office", "billing"),
                new("now something else, my trip", "travel"),
                new("to Rome", "travel"),
            ]))
            .ToList();
        var router = Router.Train(SupportExamples.All, new() { Dialogues = dialogues });

        Assert.Equal("billing", router.Route("for the other office", new() { Holder = "billing", Seen = ["billing"] }).Best!.Name);
        Assert.Equal("travel", router.Route("now something else, my trip", new() { Holder = "billing", Seen = ["billing"] }).Best!.Name);
    }

    [Fact]
    public void Examples_with_several_routes_make_each_route_stand_for_itself()
    {
        RouterExample[] examples =
        [
            new("block my lost card", "card", "block"),
            new("block the account", "account", "block"),
            new("open an account", "account", "open"),
            new("order a card", "card", "open"),
            new("block my stolen card please", "card", "block"),
            new("open a savings account", "account", "open"),
            new("I want a second card", "card", "open"),
            new("freeze my account", "account", "block"),
        ];

        Assert.Equal(["block", "card"], Router.Train(examples).Route("please block my card").Chosen.Select(route => route.Name).Order());
    }

    [Fact]
    public void Bad_examples_and_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Router.Train([new("hello", "")]));
        Assert.Throws<ArgumentException>(() => Router.Train([null!]));
        Assert.Throws<ArgumentException>(() => Router.Train([], new() { KeptInScope = double.NaN }));
    }
}
