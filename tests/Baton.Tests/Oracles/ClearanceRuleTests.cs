using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class ClearanceRuleTests
{
    private const string Card = "4242-4242-4242-4242";

    [Fact]
    public void A_secret_that_an_agent_without_clearance_reads_is_reported() => Reads("triage").Breaks("12", $"triage reads '{Card}'");

    [Fact]
    public void A_secret_that_a_cleared_agent_reads_is_fine() => Reads("billing").IsFine();

    [Fact]
    public void A_secret_that_a_writer_of_summaries_reads_is_reported() => Reads("summary writer").Breaks("12", "summary writer reads");

    [Fact]
    public void A_secret_that_reaches_another_customers_journal_is_reported() =>
        OfTwo()
            .EntriesOf(
                "c2",
                """conversation_opened format:1,conversation:"c2",team:"shop",holder:"triage" """,
                Received($"Is it {Card}?", "m9")
            )
            .BreaksAmong("12 nothing of one customer", "c2, entry 2");

    [Fact]
    public void A_secret_that_reaches_another_customers_model_is_reported() =>
        OfTwo()
            .Add(
                new Happening.ModelAsked(7, "billing", [new ProviderMessage("user", [new ProviderPart("text", Card)])], [])
                {
                    Conversation = "c2",
                }
            )
            .Breaks("12 nothing of one customer", "for c2");

    [Fact]
    public void A_secret_that_a_desk_without_clearance_hears_is_reported() =>
        Secretly().Add(new Happening.Delivered("bank", "c1-1-3-webhook", Card, true)).BreaksAmong("12", "tells bank");

    private static WorldBuilder Reads(string agent) =>
        Secretly().Asked(agent, new ProviderMessage("user", [new ProviderPart("text", $"My card is {Card}.")]));

    private static WorldBuilder OfTwo() => Secretly().Sent($"Is it {Card}?", "m9", "c2");

    private static WorldBuilder Secretly()
    {
        var world = Opened($"My card is {Card}.");
        world.Secrets.Add(new Secret(Card, 1, "ada"));
        return world;
    }
}
