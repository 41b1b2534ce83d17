using Baton.Testing.Journals;

namespace Baton.Tests.Journals;

/// <summary>What an entry says to people who do not know its type.</summary>
public sealed class EntryWordsTests
{
    [Fact]
    public void Every_entry_has_its_type_and_words_but_those_whose_effect_shows_in_later_ones()
    {
        var entries = SampleEntries.EveryType(new ConversationId("c1"));

        Assert.Equal(
            ["callback_received", "delivery_attempted", "model_call_ended"],
            entries.Where(entry => entry.Describe() is []).Select(entry => entry.Type).Distinct().Order()
        );
        Assert.All(entries.SelectMany(entry => entry.Describe()), line => Assert.False(string.IsNullOrWhiteSpace(line)));
    }

    [Theory]
    [InlineData("leg_ended", "leg ended: timed out (deadline passed) It did not end in time.", "report: The refund is on its way.")]
    [InlineData("message_routed", "router: no answer (It is a sample.)")]
    [InlineData("timer_fired", "timer due at 2026-11-23 09:28:00 UTC: issue deadline")]
    [InlineData(
        "attempt_failed",
        "failed: narrated transfer It told of a transfer and made none.",
        "technical was told: Call the tool to transfer."
    )]
    [InlineData(
        "fell_back",
        "fell back to another attempt with anthropic/claude-sonnet-5-5 (overloaded): HTTP 529. (took 0.82 s, waits 0.5 s)"
    )]
    [InlineData("state_written", "maria wrote refunded: 12.50 (revision 3)", "maria wrote plan: {\"name\": \"gold\"} (revision 1)")]
    [InlineData("tool_call_ended", "lookup_invoice ok charged: $49.99, plan: $29.99")]
    [InlineData(
        "handed_off",
        "billing handed over to technical (continued, technical, confidence 0.5): The refund is under way; the dashboard is left."
    )]
    public void Its_words_say_what_happened(string type, params string[] words) =>
        Assert.Equal(words, SampleEntries.EveryType(new ConversationId("c1")).First(entry => entry.Type == type).Describe());
}
