using Baton.Journals.Entries;
using Baton.Runtime.Callbacks;

namespace Baton.Tests.Deliveries;

/// <summary>A transport that knows who is calling records a system's acts without a signature.</summary>
public sealed class TakeCallbackTests
{
    [Fact]
    public async Task An_act_is_recorded_once_and_agents_continue()
    {
        var shop = await OpenedAsync();

        var first = await shop.Runtime()
            .TakeCallbackAsync(Callback("1", CallbackAct.HandBack, "Handed back: found.") with { Resolved = true });
        await first.Completion;
        var again = await shop.Runtime()
            .TakeCallbackAsync(Callback("1", CallbackAct.HandBack, "Handed back: found.") with { Resolved = true });

        Assert.NotNull(first.Entry);
        Assert.Equal(first.Entry, again.Entry);
        Assert.Single((await shop.EntriesAsync()).OfType<TicketClosed>());
        Assert.Equal("Your refund is on its way.", (await shop.EntriesAsync()).OfType<Replied>().Last().Text);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_the_reason_and_changes_nothing()
    {
        var shop = await OpenedAsync();
        var runtime = shop.Runtime();
        await runtime.TakeCallbackAsync(Callback("used", CallbackAct.Note, "It is in hall 4."));
        var before = await shop.EntriesAsync();

        Assert.Equal(
            CallbackRefusal.NoSuchTicket,
            (await runtime.TakeCallbackAsync(Callback("2", CallbackAct.Accept) with { Ticket = new TicketId("c1-2") })).Refusal
        );
        Assert.Equal(
            CallbackRefusal.NoSuchTicket,
            (await runtime.TakeCallbackAsync(Callback("2", CallbackAct.Accept) with { Ticket = new TicketId("no ticket") })).Refusal
        );
        Assert.Equal(
            CallbackRefusal.AtAnotherDesk,
            (await runtime.TakeCallbackAsync(Callback("2", CallbackAct.Accept) with { From = "partner" })).Refusal
        );
        Assert.Equal(CallbackRefusal.IdInUse, (await runtime.TakeCallbackAsync(Callback("used", CallbackAct.Accept))).Refusal);
        var nobody = await runtime.TakeCallbackAsync(Callback("2", CallbackAct.HandBack, "Done.") with { To = "nobody" });
        Assert.Equal((CallbackRefusal.DoesNotFit, null), (nobody.Refusal, nobody.Entry));
        Assert.Contains("There is no agent 'nobody'", nobody.Detail, StringComparison.Ordinal);
        Assert.Equal(before, await shop.EntriesAsync());
    }

    [Fact]
    public async Task A_system_hands_back_to_an_agent_that_has_had_the_conversation_and_a_person_to_any()
    {
        var shop = new NewsTeam(new Desk { Name = "warehouse", IsSystem = true }, NewsTeam.People());
        shop.Models["chief"] = new Testing.ChatClients.ScriptedModel(_ => Testing.ChatClients.ScriptedReply.Say("I am the chief."));
        await shop.EscalateAsync();
        var before = await shop.EntriesAsync();

        var refused = await shop.Runtime().TakeCallbackAsync(Callback("1", CallbackAct.HandBack, "Done.") with { To = "chief" });

        Assert.Equal((CallbackRefusal.DoesNotFit, null), (refused.Refusal, refused.Entry));
        Assert.Equal(
            "A system hands back to an agent that has had the conversation: triage, billing. Without 'to', the one that could not go on "
                + "has it next.",
            refused.Detail
        );
        Assert.Equal(before, await shop.EntriesAsync());
        var had = await shop.Runtime()
            .TakeCallbackAsync(Callback("2", CallbackAct.HandBack, "Handed back: found.") with { To = "billing" });
        await had.Completion;
        Assert.Equal("billing", (await shop.EntriesAsync()).OfType<TicketClosed>().Single().To);
        var other = new NewsTeam(new Desk { Name = "warehouse", IsSystem = true }, NewsTeam.People());
        other.Models["chief"] = shop.Models["chief"];
        await other.EscalateAsync();
        await other.Runtime().AsOperator("maria").HandBackAsync(other.Conversation, "Done.", "chief");
        Assert.Equal("I am the chief.", (await other.EntriesAsync()).OfType<Replied>().Last().Text);
    }

    [Fact]
    public async Task Only_a_system_with_an_id_and_something_to_say_may_act()
    {
        var runtime = (await OpenedAsync()).Runtime();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            runtime.TakeCallbackAsync(Callback("1", CallbackAct.Accept) with { From = "people" })
        );
        await Assert.ThrowsAsync<ArgumentException>(() => runtime.TakeCallbackAsync(Callback(" ", CallbackAct.Accept)));
        await Assert.ThrowsAsync<ArgumentException>(() => runtime.TakeCallbackAsync(Callback("1", CallbackAct.Reply, " ")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => runtime.TakeCallbackAsync(Callback("1", CallbackAct.Reply)));
    }

    private static Callback Callback(string id, CallbackAct act, string? text = null) =>
        new()
        {
            Id = id,
            From = "warehouse",
            Ticket = new TicketId("c1-1"),
            Act = act,
            Text = text,
        };

    private static async Task<NewsTeam> OpenedAsync()
    {
        var shop = new NewsTeam(
            new Desk { Name = "warehouse", IsSystem = true },
            new Desk { Name = "partner", IsSystem = true },
            NewsTeam.People()
        );
        await shop.EscalateAsync();
        return shop;
    }
}
