using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Teams.Deliveries;
using Baton.Testing.ChatClients;
using Baton.Webhooks;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Deliveries;

/// <summary>
/// A team whose first message goes to the desks: the customer, the agents and a tool say secrets on the way, none of which may leave. The
/// time stands still unless a test moves it.
/// </summary>
internal sealed class NewsTeam
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string Message = "My card 4242 4242 4242 4242 was charged twice. My password is hunter2planted.";

    /// <summary>What nobody outside may read without the clearance for it.</summary>
    public static readonly IReadOnlyList<string> Secrets = ["4242 4242 4242 4242", "4242424242424242", "hunter2planted", "pa55-planted"];

    public NewsTeam(params Desk[] desks)
        : this(new DeliveryPolicy { Hosts = ["127.0.0.1"] }, desks) { }

    public NewsTeam(DeliveryPolicy policy, params Desk[] desks)
    {
        var billing = new Agent
        {
            Name = "billing",
            Tools = [Tool.Create((string card_number) => """{"password": "pa55-planted", "charges": 2}""", "find", "Finds charges.")],
        };
        var triage = new Agent { Name = "triage", Handoffs = [billing] };
        // Nothing leads to the chief but a person.
        Team = new Team("shop", triage, new TurnLimits { ModelCalls = 2 }, others: [new Agent { Name = "chief" }])
        {
            Desks = desks,
            Deliveries = policy,
        };
        Models["triage"] = new ScriptedModel(_ =>
            Transfer("billing", "Card 4242 4242 4242 4242 was charged twice.", 0.9, "Refund to card 4242 4242 4242 4242")
        );
        Models["billing"] = new ScriptedModel(request =>
            request.Text.Contains("Handed back:", StringComparison.Ordinal)
                ? Say("Your refund is on its way.")
                : Call("find", """{"card_number":"4242424242424242"}""")
        );
        SendEmail = (message, _) =>
        {
            lock (Sent)
                Sent.Add(message);
            return Task.FromResult(DeliveryResult.Delivered);
        };
    }

    public Team Team { get; }

    public ScriptedModels Models { get; } = new();

    public IJournal Journal { get; init; } = new InMemoryJournal();

    public ConversationId Conversation { get; } = new("c1");

    public FakeTimeProvider Time { get; init; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What was sent by e-mail, where a test does not send itself.</summary>
    public List<EmailMessage> Sent { get; } = [];

    public Func<EmailMessage, CancellationToken, Task<DeliveryResult>> SendEmail { get; set; }

    /// <summary>What the environment holds.</summary>
    public static string? Environment(string variable) => variable == "SECRET" ? Secret : null;

    public static Desk People(params string[] emails) =>
        new() { Name = "people", Emails = emails.Length > 0 ? emails : ["team@example.com"] };

    /// <summary>A new runtime each time: whatever it knows it knows from the journal.</summary>
    public TeamRuntime Runtime() =>
        new(
            Team,
            Models.For,
            Journal,
            new RuntimeOptions
            {
                TimeProvider = Time,
                SendWebhook = new WebhookSender(Team.Deliveries, Time, Environment).SendAsync,
                SendEmail = (message, cancellationToken) => SendEmail(message, cancellationToken),
            }
        );

    /// <summary>A customer's message, which goes to the first desk.</summary>
    public Task<Turn> EscalateAsync() => Runtime().RunAsync(Message, Conversation, new MessageId("m1"));

    public async Task<List<JournalEntry>> EntriesAsync() => await Journal.ReadAsync(Conversation).ToListAsync();

    public async Task<List<DeliveryAttempted>> AttemptsAsync() => [.. (await EntriesAsync()).OfType<DeliveryAttempted>()];

    /// <summary>What came of each attempt, without those that began.</summary>
    public async Task<List<(string Delivery, int Attempt, DeliveryOutcome Outcome)>> OutcomesAsync() =>
        (await AttemptsAsync())
            .FindAll(attempt => attempt.Outcome != DeliveryOutcome.Begun)
            .ConvertAll(attempt => (attempt.Delivery, attempt.Attempt, attempt.Outcome));
}
