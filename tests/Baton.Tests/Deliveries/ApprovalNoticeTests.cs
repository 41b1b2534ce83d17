using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Deliveries;

/// <summary>People are told of tool calls that wait for their approval, as they are of tickets.</summary>
public sealed class ApprovalNoticeTests
{
    private static readonly ConversationId Conversation = new("c1");

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    private readonly List<EmailMessage> sent = [];
    private readonly InMemoryJournal journal = new();
    private readonly ScriptedModels models = new();

    [Fact]
    public async Task The_first_desk_of_people_is_told_once_and_nothing_of_what_the_customer_wrote()
    {
        var team = Team(new Desk { Name = "bank", IsSystem = true }, People());
        await Runtime(team).RunAsync("Refund 80 to card 4242 4242 4242 4242.", Conversation);

        await Runtime(team).ServeDueAsync();
        await Runtime(team).ServeDueAsync();

        var mail = Assert.Single(sent);
        var asked = (await EntriesAsync()).OfType<ApprovalAsked>().Single();
        Assert.Equal(($"{asked.CallId}-{asked.Seq}-email", "A call of refund waits for approval at people"), (mail.Id, mail.Subject));
        Assert.Equal(
            "A call of refund by billing of team shop waits for approval.\n\nConversation: c1\nCall: "
                + $"{asked.CallId}\n\nhttps://desk.example.com/c1\n",
            mail.Text
        );
    }

    [Fact]
    public async Task With_a_clearance_the_arguments_are_told_behind_the_mask()
    {
        var team = Team(People(Clearance.Normal));
        await Runtime(team).RunAsync("Refund 80 to card 4242 4242 4242 4242.", Conversation);

        await Runtime(team).ServeDueAsync();

        var mail = Assert.Single(sent);
        Assert.Contains("""Arguments: {"amount":80,"card":"[card ending 4242]"}""", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("4242 4242", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_decided_on_meanwhile_is_not_told_and_what_failed_is_not_told_again()
    {
        var team = Team(People());
        await Runtime(team).RunAsync("Refund 80.", Conversation);
        await Runtime(team).AsOperator("maria").ApproveAsync(Conversation, (await EntriesAsync()).OfType<ApprovalAsked>().Single().CallId);

        time.Advance(TimeSpan.FromDays(1));
        await Runtime(team).ServeDueAsync();

        Assert.Empty(sent);
        Assert.DoesNotContain(await EntriesAsync(), entry => entry is DeliveryAttempted);
    }

    [Fact]
    public async Task Calls_of_legs_are_told_of_each_and_only_while_they_wait()
    {
        var team = Team(People());
        var two = new Team("shop", team.Entry) { Desks = team.Desks, Strategy = IssueStrategy.Coordinator };
        models["triage"] = new ScriptedModel(request =>
            request.Text.Contains("All reports are in", StringComparison.Ordinal)
                ? Say("Both are done.")
                : Transfer("billing", "A refund.", 0.9, "Refund").And(Transfer("technical", "Another.", 0.9, "Voucher"))
        );
        models["technical"] = models["billing"];
        await Runtime(two).RunAsync("Two things.", Conversation);
        var calls = (await EntriesAsync()).OfType<ApprovalAsked>().Select(asked => asked.CallId).ToList();
        await Runtime(two).AsOperator("maria").ApproveAsync(Conversation, calls[0]);

        await Runtime(two).ServeDueAsync();

        Assert.Equal(2, calls.Count);
        Assert.StartsWith(calls[1].Value + "-", Assert.Single(sent).Id, StringComparison.Ordinal);
        await Runtime(two).AsOperator("maria").ApproveAsync(Conversation, calls[1]);
        Assert.Equal("Both are done.", (await EntriesAsync()).OfType<Replied>().Single().Text);
    }

    private Team Team(params Desk[] desks)
    {
        var refund = new Tool(Tool.Create((decimal amount, string card) => $"paid {amount} to {card}", "refund", "Pays back.").Function)
        {
            Approval = ApprovalRule.Over("amount", 50),
            Effect = ToolEffect.Once,
        };
        var billing = new Agent { Name = "billing", Tools = [refund] };
        var technical = new Agent { Name = "technical", Tools = [refund] };
        models["triage"] = new ScriptedModel(_ => Transfer("billing", "A refund.", 0.9, "Refund"));
        models["billing"] = new ScriptedModel(request =>
            request.Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Any()
                ? Say("Paid.")
                : Call("refund", JsonSerializer.Serialize(new { amount = 80, card = "4242 4242 4242 4242" }))
        );
        return new Team("shop", new Agent { Name = "triage", Handoffs = [billing, technical] }) { Desks = desks };
    }

    private static Desk People(Clearance? clearance = null) =>
        new()
        {
            Name = "people",
            Emails = ["team@example.com"],
            Link = "https://desk.example.com/{conversation}",
            Clearance = clearance,
        };

    private TeamRuntime Runtime(Team team) =>
        new(
            team,
            models.For,
            journal,
            new RuntimeOptions
            {
                TimeProvider = time,
                SendEmail = (message, _) =>
                {
                    lock (sent)
                        sent.Add(message);
                    return Task.FromResult(DeliveryResult.Delivered);
                },
            }
        );

    private async Task<List<JournalEntry>> EntriesAsync() => await journal.ReadAsync(Conversation).ToListAsync();
}
