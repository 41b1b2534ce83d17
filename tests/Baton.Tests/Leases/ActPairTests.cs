using Baton.Testing.ChatClients;
using Baton.Tests.Escalations;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Leases;

/// <summary>
/// Two people act on one conversation at the same moment, each in a process of their own. What comes of it is what comes of the two acts
/// one after the other: exactly one is first, and the other is decided on what that one left.
/// </summary>
public sealed class ActPairTests
{
    private static readonly Dictionary<string, Func<Operator, ConversationId, Task>> TicketActs = new()
    {
        ["claim"] = (person, conversation) => person.ClaimAsync(conversation),
        ["release"] = (person, conversation) => person.ReleaseAsync(conversation),
        ["decline"] = (person, conversation) => person.DeclineAsync(conversation, "No."),
        ["reply"] = (person, conversation) => person.ReplyAsync(conversation, "Hello."),
        ["ask"] = (person, conversation) => person.AskAsync(conversation, "Who?"),
        ["note"] = (person, conversation) => person.NoteAsync(conversation, "Seen."),
        ["grant"] = (person, conversation) => person.GrantAsync(conversation, "billing.refund"),
        ["resolve"] = (person, conversation) => person.ResolveIssueAsync(conversation, new IssueId(1), "Done."),
        ["decline issue"] = (person, conversation) => person.DeclineIssueAsync(conversation, new IssueId(1), "No."),
        ["hand back"] = (person, conversation) => person.HandBackAsync(conversation, "Done."),
    };

    public static TheoryData<string, string> TicketPairs =>
        new(TicketActs.Keys.SelectMany(one => TicketActs.Keys.Select(other => (one, other))));

    public static TheoryData<string> EndingActs => ["decline", "resolve", "decline issue", "hand back"];

    [Theory]
    [MemberData(nameof(TicketPairs))]
    public async Task Two_acts_on_a_ticket_at_once_are_one_after_the_other(string one, string other)
    {
        var inOrder = await OnTicketAsync(one, other, (first, second) => OneAfterTheOtherAsync(first, second));
        var inverse = await OnTicketAsync(one, other, (first, second) => OneAfterTheOtherAsync(second, first));

        for (var round = 0; round < Cases.Of(10); round++)
        {
            var atOnce = await OnTicketAsync(one, other, (first, second) => Task.WhenAll(Task.Run(first), Task.Run(second)));
            Assert.Contains(atOnce, new[] { inOrder, inverse });
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Of_two_decisions_at_once_one_holds_and_the_other_is_told_whose(bool ana, bool bo)
    {
        for (var round = 0; round < Cases.Of(100); round++)
        {
            var shop = Approvals();
            await shop.Runtime().RunAsync("Refund please.", shop.Conversation);
            var call = await shop.AskedAsync();
            var people = new[] { ("ana", ana), ("bo", bo) };

            var told = await Task.WhenAll(
                people.Select(person => Task.Run(() => DecideAsync(shop, shop.Runtime().AsOperator(person.Item1), call, person.Item2)))
            );

            var winner = Array.FindIndex(told, one => one.Turn is not null);
            var (name, approved) = people[winner];
            Assert.Equal($"{name} {(approved ? "approved" : "refused")} call {call} before: that holds.", told[1 - winner].Refusal);
            Assert.Equal(approved ? 1 : 0, shop.Refunds.Count);
            var again = await DecideAsync(shop, shop.Runtime().AsOperator(name), call, approved);
            Assert.Equal(
                (told[winner].Turn!.FinalOutput, told[winner].Turn!.Message, told[winner].Turn!.Outcome),
                (again.Turn!.FinalOutput, again.Turn.Message, again.Turn.Outcome)
            );
        }
    }

    [Theory]
    [MemberData(nameof(EndingActs))]
    public async Task Who_repeats_an_act_that_left_nothing_to_do_is_told_the_same_and_somebody_else_is_told_who_was_first(string act)
    {
        var shop = Tickets();
        await shop.SayAsync("A refund.");
        await TicketActs[act](shop.As("maria"), shop.Conversation);
        var entries = await shop.EntriesAsync();

        await TicketActs[act](shop.As("maria"), shop.Conversation);
        var late = await Assert.ThrowsAsync<InvalidOperationException>(() => TicketActs[act](shop.As("john"), shop.Conversation));

        Assert.Contains("maria", late.Message, StringComparison.Ordinal);
        Assert.Equal(entries.Count, (await shop.EntriesAsync()).Count);
    }

    [Fact]
    public async Task A_hand_back_that_is_repeated_returns_the_turn_that_it_let_an_agent_finish()
    {
        var shop = Tickets();
        await shop.SayAsync("A refund.", "m1");
        var turn = await shop.As("maria").HandBackAsync(shop.Conversation, "Done.");

        var again = await shop.As("maria").HandBackAsync(shop.Conversation, "Done.");

        Assert.Equal(("It is done.", "m1"), (turn!.FinalOutput, turn.Message.Value));
        Assert.Equal((turn.FinalOutput, turn.Message), (again!.FinalOutput, again.Message));
    }

    private static async Task<string> OnTicketAsync(string one, string other, Func<Func<Task>, Func<Task>, Task> inOrderOf)
    {
        var shop = Tickets();
        await shop.SayAsync("A refund.");
        var (maria, john) = (shop.As("maria"), shop.As("john"));
        string? first = null;
        string? second = null;
        await inOrderOf(
            async () => first = await TellAsync(() => TicketActs[one](maria, shop.Conversation)),
            async () => second = await TellAsync(() => TicketActs[other](john, shop.Conversation))
        );
        var entries = await shop.EntriesAsync();
        return $"maria: {first}\njohn: {second}\n{string.Join('\n', entries.SelectMany(entry => entry.Describe()))}";
    }

    private static async Task OneAfterTheOtherAsync(Func<Task> first, Func<Task> second)
    {
        await first();
        await second();
    }

    private static async Task<string> TellAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "done";
        }
        catch (InvalidOperationException refusal)
        {
            return refusal.Message;
        }
    }

    private static async Task<(Turn? Turn, string? Refusal)> DecideAsync(DeskTeam shop, Operator person, CallId call, bool approves)
    {
        try
        {
            return (
                approves ? await person.ApproveAsync(shop.Conversation, call) : await person.RefuseAsync(shop.Conversation, call, "No."),
                null
            );
        }
        catch (InvalidOperationException refusal)
        {
            return (null, refusal.Message);
        }
    }

    private static LadderTeam Tickets()
    {
        var shop = new LadderTeam(["people"]);
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("Done.", StringComparison.Ordinal) ? Say("It is done.") : LadderTeam.Escalate()
        );
        return shop;
    }

    private static DeskTeam Approvals()
    {
        var shop = new DeskTeam();
        shop.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "A refund.", 0.9, "Refund"));
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Results is [var result] ? Say($"Result: {result}") : Call("refund", """{"amount":80}""")
        );
        return shop;
    }
}
