using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class DeliveryRuleTests
{
    private const string Id = "c1-1-4-webhook";

    [Fact]
    public void A_delivery_that_is_accepted_and_recorded_is_fine() => Told().IsFine();

    [Fact]
    public void A_delivery_before_its_begin_is_durable_is_reported() =>
        Opened().WithTicket().Add(Arrives()).Breaks("deliveries", "does not know that it has begun");

    [Fact]
    public void A_delivery_after_it_was_accepted_is_reported() => Told().Add(Arrives()).Breaks("deliveries", "arrives again");

    [Fact]
    public void An_attempt_after_the_last_is_reported() => Told().Entries(Attempt("begun", 2)).Breaks("deliveries", "ended as 'delivered'");

    [Fact]
    public void An_attempt_that_is_left_out_is_reported() =>
        Opened().WithTicket().Entries(Attempt("begun", 2)).Breaks("deliveries", "behind attempt 0");

    [Fact]
    public void A_delivery_that_nobody_accepted_is_reported() =>
        Opened().WithTicket().Entries(Attempt("begun"), Attempt("delivered")).Breaks("deliveries", "nobody did");

    [Fact]
    public void A_delivery_to_another_desk_is_reported() =>
        Opened()
            .WithTicket()
            .Entries(Attempt("begun"))
            .Add(new Happening.Delivered("bank", Id, "{}", true))
            .Breaks("deliveries", "was to go to people");

    [Fact]
    public void A_desk_that_never_hears_of_its_ticket_is_reported() => AtEnd(Opened().WithTicket()).Breaks("deliveries", "was never told");

    [Fact]
    public void A_desk_that_heard_of_its_ticket_is_fine() => AtEnd(Told()).IsFine();

    [Fact]
    public void Words_of_a_customer_at_a_desk_without_clearance_are_reported() =>
        Opened()
            .WithTicket()
            .Entries(Attempt("begun"))
            .Add(new Happening.Delivered("people", Id, """{"reason":"A refund, please."}""", true))
            .Breaks("12", "what somebody wrote");

    private static WorldBuilder Told() => Opened().WithTicket().Entries(Attempt("begun")).Add(Arrives()).Entries(Attempt("delivered"));

    private static WorldBuilder AtEnd(WorldBuilder world)
    {
        world.Due = null;
        world.Entries(MessageRuleTests.Told).Answered("A person has it.", "WaitingOnPerson");
        return world.Act("Note", text: "Seen.", entries: """ticket_noted ticket:"c1-1",by:"maria",text:"Seen." """).Ends();
    }

    private static Happening Arrives() => new Happening.Delivered("people", Id, "{}", true);

    private static string Attempt(string outcome, int attempt = 1) =>
        $"""delivery_attempted delivery:"{Id}",to:"people",kind:"webhook",attempt:{attempt},outcome:"{outcome}" """;
}
