using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class SummaryRuleTests
{
    [Fact]
    public void Prose_of_what_was_said_is_fine() => Written().IsFine();

    [Fact]
    public void Prose_with_an_amount_that_nobody_said_is_reported() => Written(text: "The customer paid $75.").Breaks("8", "says 75");

    [Fact]
    public void Prose_of_a_range_that_does_not_exist_is_reported() => Written(to: 9).Breaks("8", "no such range");

    [Fact]
    public void Prose_that_is_written_twice_is_reported() => Written().Entries(Prose()).Breaks("8", "was written before");

    [Fact]
    public void Prose_of_a_sensitive_conversation_is_reported() =>
        Sensitive().Entries(Prose()).Breaks("8", "the conversation is sensitive");

    [Fact]
    public void A_summary_of_a_sensitive_conversation_is_reported() => Summarised(Sensitive()).Breaks("8", "a summary is handed over");

    [Fact]
    public void A_summary_that_is_handed_over_is_fine() => Summarised(Opened()).IsFine();

    [Fact]
    public void A_history_beyond_the_journal_is_reported() => Summarised(Opened(), to: 20).Breaks("8", "the history is named");

    [Fact]
    public void A_summary_that_ends_behind_its_history_is_reported() =>
        Summarised(Opened(), summaryTo: 4).Breaks("8", "stands for entries up to 4");

    [Fact]
    public void Ranges_that_are_left_behind_in_no_order_are_reported() =>
        Summarised(
                Opened(),
                more: ",\"summary_segments\":{\"size\":10,\"tokens\":5,\"left_behind\":[{\"from\":2,\"to\":2},{\"from\":1,\"to\":1}]}"
            )
            .Breaks("8", "are left behind");

    private static WorldBuilder Written(string text = "The customer wants $49.99 back.", int to = 2) =>
        Opened("I want my $49.99 back.").Entries(Prose(text, to));

    private static string Prose(string text = "A refund.", int to = 2) =>
        $"""summary_written from:1,to:{to},text:"{text}",by:"triage",outcome:"ok" """;

    private static WorldBuilder Sensitive() =>
        new WorldBuilder()
            .Sent()
            .Entries("""conversation_opened format:1,conversation:"c1",team:"shop",holder:"triage",sensitive:true """, Received());

    private static WorldBuilder Summarised(WorldBuilder world, int to = 3, int summaryTo = 2, string more = "") =>
        world.Entries(
            Issue(),
            """handed_off from:"triage",to:"billing",trigger:"routed","""
                + $$"""briefing:{"issues":[],"history":{{History(to, summaryTo, more)}} }"""
        );

    private static string History(int to, int summaryTo, string more) =>
        $$"""{"mode":"summary","from":1,"summary_to":{{summaryTo}},"to":{{to}}{{more}} }""";
}
