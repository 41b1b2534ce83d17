using Baton.Oracle.Records;
using static Baton.Tests.Oracles.WorldBuilder;

namespace Baton.Tests.Oracles;

public sealed class ReadingRuleTests
{
    private const string Summary = "<baton:summary from=\"1\" to=\"2\">";

    [Fact]
    public void A_message_that_no_model_reads_is_reported() =>
        Opened("w1 Hello.")
            .Asked("triage", User("Something else."))
            .Replied(agent: "triage")
            .BreaksAmong("2 every message is read", "'m1'");

    [Fact]
    public void A_message_that_a_model_reads_is_fine() =>
        Opened("w1 Hello.").Asked("triage", User("w1 Hello.")).Replied(agent: "triage").IsSilentOn("2 every message is read");

    [Fact]
    public void A_fact_that_a_summary_leaves_out_is_reported() =>
        Summarised("No facts.").BreaksAmong("8 a summary loses no fact", "'A-1001'");

    [Fact]
    public void A_fact_that_a_summary_keeps_is_fine() => Summarised("A-1001").IsSilentOn("8 a summary loses no fact");

    [Fact]
    public void A_fact_that_a_summary_says_it_leaves_behind_is_fine() =>
        Summarised("Left behind: entries 1 to 2.").IsSilentOn("8 a summary loses no fact");

    private static WorldBuilder Summarised(string text) =>
        Opened("w1 My order A-1001 is late.")
            .Entries(
                """handed_off from:"triage",to:"billing",trigger:"routed","""
                    + """briefing:{"version":2,"summary":"x","issues":[]"""
                    + ""","history":{"mode":"summary","from":1,"summary_to":2,"to":2,"reason":"window"}}"""
            )
            .Asked("billing", User($"{Summary}\n{text}"));

    private static ProviderMessage User(string text) => new("user", [new ProviderPart("text", text)]);
}
