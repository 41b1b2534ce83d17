using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.SharedStates;
using Baton.Journals.Timers;
using Baton.Texts.Clearances;

namespace Baton.Testing.Journals;

/// <summary>Entries for testing a journal.</summary>
public static class SampleEntries
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 30, 0, 123, TimeSpan.Zero);

    /// <summary>One entry of every type with every field filled, numbered from 1. Together they make no sense.</summary>
    public static IReadOnlyList<JournalEntry> EveryType(ConversationId conversation)
    {
        var message = new MessageId("msg-1");
        var call = new CallId("call-1");
        JournalEntry[] entries =
        [
            new ConversationOpened { Format = 1, Conversation = conversation, Team = "support", Holder = "triage", Customer = new CustomerId("customer-7"), Strategy = IssueStrategy.OneSpecialist },
            new MessageReceived { Message = message, Text = "I've been charged $49.99 but my plan should be $29.99.\nAlso: \"the dashboard\" fails.", Sensitive = true, Topic = "financial", AsksForPerson = true, Attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["region"] = "eu", ["tier"] = "vip" }, Rule = "legal" },
            new IssueOpened { Issue = new IssueId(1), Title = "Wrong charge", Owner = "billing", Status = IssueStatus.Open, Category = "billing", Confidence = 0.92, By = "triage", CallId = call, Notes = ["The customer is calm."], Alternatives = [new Alternative { To = "technical", Confidence = 0.2 }], Reason = "Named first.", Priority = IssuePriority.High, Suggested = "technical", UpdateCall = call, Stated = true, Routed = 2, SecondOpinion = Opinion },
            new IssueChanged { Issue = new IssueId(1), Title = "Wrong charge", Owner = "billing", Status = IssueStatus.InProgress, Reason = "billing has it", By = "billing", Priority = IssuePriority.Urgent, Outcome = "Nothing yet.", Suggested = "technical", UpdateCall = call, Stated = true, RepeatedBy = call, Routed = 2, SecondOpinion = Opinion },
            new StrategyChosen { Strategy = IssueStrategy.Sequential, By = "triage", CallId = call },
            new ModelCallBegun { Participant = "billing", Model = "offline/support" },
            new ModelCallEnded
            {
                Participant = "billing",
                Model = "offline/support",
                Text = "I look it up.",
                Calls = [new ModelToolCall { CallId = call, Name = "lookup_invoice", Arguments = JsonText.Parse("""{"customer": "c-7", "limit": 1.50}"""), Malformed = "none" }],
                Private = [new PrivateBlock { Text = "The customer is right.", Protected = "c2lnbmVk" }],
                Finish = "tool_calls",
                Usage = new TokenUsage(812, 45),
                Rule = "legal",
            },
            new ToolCallBegun { Participant = "billing", Tool = "lookup_invoice", CallId = call, Arguments = JsonText.Parse("""{"customer": "c-7", "limit": 1.50}""") },
            new ToolCallEnded { Participant = "billing", Tool = "lookup_invoice", CallId = call, Outcome = ToolOutcome.Ok, Result = """{"charged":"$49.99","plan":"$29.99"}""", Sensitivity = Clearance.Sensitive, Rule = "legal" },
            new SummaryWritten { From = 1, To = 4, Text = "The customer was charged too much.", By = "scribe", Model = "offline/support", Outcome = SummaryOutcome.Ok, Detail = "Nothing to say.", Usage = new TokenUsage(640, 30) },
            new HandedOff
            {
                From = "billing",
                To = "technical",
                Trigger = HandoffTrigger.Continued,
                Category = "technical",
                Confidence = 0.5,
                Briefing = Briefing(call),
            },
            new StateWritten
            {
                Participant = "billing",
                Writes =
                [
                    new StateWrite { CallId = call, Scope = StateScope.Customer, Key = "refunded", Revision = 3, Value = JsonText.Parse("12.50") },
                    new StateWrite { Scope = StateScope.Conversation, Key = "plan", Revision = 1, Value = JsonText.Parse("""{"name": "gold"}""") },
                ],
                By = "maria",
                Id = "edit-1",
            },
            new AttemptFailed { Participant = "technical", Cause = FailureCause.NarratedTransfer, Detail = "It told of a transfer and made none.", Told = "Call the tool to transfer." },
            new Escalated { From = "technical", To = "tier-2", Trigger = FailureCause.BoundReached, Reason = "20 model calls in one turn.", History = new BriefedHistory { Mode = HistoryMode.Verbatim, To = 8, Reason = HistoryReason.TooLong, Tokens = 24634, Budget = 1813, Density = 9.5 } },
            new Replied { Participant = "technical", Message = message, Text = "You will get $20.00 back." },
            new Degraded { Participant = "technical", Message = message, Text = "The refund is done; the dashboard is not, and a person will look.", Reason = "model_timeout" },
            new ConversationClosed { Reason = "Everything is solved." },
            new ApprovalAsked { Participant = "billing", Tool = "refund", CallId = call, Arguments = JsonText.Parse("""{"amount": 80}"""), Reason = "refund needs approval unless 'amount' is from 0 to 50." },
            new ApprovalDecided { CallId = call, Approved = true, By = "maria", Note = "Seen the invoice." },
            new Escalated { From = "technical", To = "senior", Trigger = FailureCause.LowConfidence, Reason = "It was not sure.", Issue = new IssueId(1), Rule = "legal", Confidence = 0.4, Threshold = 0.7, Draft = 7, Rung = 1 },
            new TicketOpened { Ticket = new TicketId("c1-1"), Desk = "people", From = "billing", Reason = "20 model calls in one turn.", Issues = [new IssueId(1)], Priority = IssuePriority.High, Skills = ["billing"], FirstResponseDue = Start.AddHours(1), ResolutionDue = Start.AddDays(1) },
            new ReplyHeld { Participant = "technical", Of = 7, Confidence = 0.4, Threshold = 0.7 },
            new TicketClaimed { Ticket = new TicketId("c1-1"), By = "maria" },
            new TicketReleased { Ticket = new TicketId("c1-1"), By = "maria", Note = "I am off." },
            new TicketNoted { Ticket = new TicketId("c1-1"), By = "john", Text = "Wait for the bank." },
            new TicketExpired { Ticket = new TicketId("c1-1"), Due = TicketDue.FirstResponse },
            new TicketDeclined { Ticket = new TicketId("c1-1"), By = "john", Reason = "Not ours." },
            new PermissionGranted { Ticket = new TicketId("c1-1"), By = "maria", Permission = "billing.refund <= 80", Issue = new IssueId(1) },
            new InterimReplied { Participant = "people", Message = message, Text = "The refund is done.\n\nA person will answer you here.", Notice = "A person will answer you here." },
            new OperatorReplied { Ticket = new TicketId("c1-1"), Operator = "maria", Text = "The dashboard works again.", Message = message, Asks = true },
            new LegEnded { Participant = "billing", Outcome = LegOutcome.TimedOut, Report = "The refund is on its way.", Issues = [new IssueId(1)], Cause = FailureCause.DeadlinePassed, Detail = "It did not end in time." },
            new StillWorking { Participant = "billing", Message = message, Text = "I am still working on this." },
            new FellBack { Participant = "billing", Rung = FallbackRung.Retry, Cause = FailureCause.Overloaded, Detail = "HTTP 529.", Model = "anthropic/claude-sonnet-5-5", To = "openai/gpt-6-luna", Attempt = 1, TookMs = 820, WaitMs = 500, Usage = new TokenUsage(812, 3) },
            new MessageRouted
            {
                Message = message,
                Router = "3f9c1a77b2e4",
                Confidence = 0.9731,
                Routes = [Opinion],
                Parts = [new RoutedPart { Start = 0, Length = 54, OutOfScope = false, Routes = [Opinion] }],
                OutOfScope = false,
                WantsPerson = true,
                Detail = "It is a sample.",
                Rule = "contracts",
            },
            new TimerFired { Due = Start.AddMinutes(-2), Of = DueKind.IssueDeadline },
            new DeliveryAttempted { Delivery = "c1-1-18-webhook", To = "people", Kind = DeliveryKind.Webhook, Attempt = 2, Outcome = DeliveryOutcome.Failed, Status = 503, Detail = "it answered 503", Next = Start.AddMinutes(5) },
            new CallbackReceived { Callback = "msg_7", From = "warehouse", Ticket = new TicketId("c1-1"), Act = CallbackAct.HandBack },
            new TicketClosed { Ticket = new TicketId("c1-1"), By = "maria", To = "billing", Report = "Fixed by hand.", Resolved = true },
            new TicketClosed { Ticket = new TicketId("c1-1"), By = "maria", To = "billing", Report = "Please refund it.", Resolved = false, GoesOn = true },
        ];
        return [.. entries.Select((entry, i) => entry with { Seq = i + 1, At = Start.AddMilliseconds(i), Leg = "leg-1" })];
    }

    private static RouterOpinion Opinion => new() { To = "billing", Confidence = 0.9731 };

    private static Briefing Briefing(CallId call) => new()
    {
        Summary = "The refund is under way; the dashboard is left.",
        Issues = [new IssueId(2), new IssueId(3)],
        History = new BriefedHistory { Mode = HistoryMode.Summary, SummaryTo = 4, SummaryTokens = 700, To = 8, Reason = HistoryReason.Chatty, TokensAtMost = 9600, Tokens = 2400, Budget = 60000, Density = 2.5 },
        Task = new TaskContext
        {
            Goal = "The dashboard fails; A new plan",
            Tried =
            [
                new TriedStep { By = "billing", What = TriedAction.Called, Tool = "lookup_invoice", Arguments = JsonText.Parse($$"""{"call": "{{call}}"}"""), Outcome = ToolOutcome.Ok, Entry = 8, Issues = [new IssueId(2)] },
                new TriedStep { By = "billing", What = TriedAction.HandedOn, Entry = 8 },
            ],
            TriedBefore = 2,
            Remaining = [new RemainingIssue { Issue = new IssueId(2), Title = "The dashboard fails", Owner = "technical", Status = IssueStatus.Open }],
            Notes = [new Note { By = "triage", Text = "The customer is calm." }],
            NotesBefore = 1,
        },
        Classification = new Classification
        {
            Category = "technical",
            Confidence = 0.5,
            Trigger = HandoffTrigger.Continued,
            DecidedBy = new DecidedBy { Participant = "triage", Model = "offline/support", Router = "3f9c1a77b2e4", Rule = HandoffRule.NextOpenIssue },
            Alternatives = [new Alternative { To = "billing", Confidence = 0.3 }],
            SecondOpinion = Opinion,
        },
        Constraints = new Constraint { Deadline = Start.AddDays(1), LastTurn = 3, Permissions = ["billing.read", "billing.refund <= 50"], Tools = ["lookup_invoice"] },
        Drafts = [new DraftReply { By = "billing", Of = 7, Confidence = 0.4, Threshold = 0.7 }],
    };

    /// <summary>Messages numbered <paramref name="fromSeq"/> and on.</summary>
    public static JournalEntry[] Messages(long fromSeq, int count, string text = "Hello") =>
        [.. Enumerable.Range(0, count).Select(i => Message(fromSeq + i, $"{text} {fromSeq + i}"))];

    /// <summary>One message.</summary>
    public static JournalEntry Message(long seq, string text) =>
        new MessageReceived { Seq = seq, At = Start.AddSeconds(seq), Message = new MessageId($"msg-{seq}"), Text = text };
}
