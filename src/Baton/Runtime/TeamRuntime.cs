using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Baton.Deciding.Rules;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing;
using Baton.Performing.Deliveries;
using Baton.Performing.Healths;
using Baton.Performing.Leases;
using Baton.Performing.Sessions;
using Baton.Runtime;
using Baton.Runtime.Leases;
using Baton.Runtime.Timers;
using Baton.Teams.Rules;
using Baton.Teams.Tools;
using Baton.Texts.Tokens;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton;

/// <summary>
/// Serves customers with a team. Every conversation runs through one loop: fold the journal to a state, decide the next step, perform it,
/// append what happened, until it waits for somebody outside. Crash recovery is the same loop. Threads may share it, and several processes
/// may serve one journal; within one conversation turns run one after the other.
/// </summary>
public sealed partial class TeamRuntime
{
    private readonly Team team;
    private readonly RuntimeOptions options;
    private readonly ILogger logger;
    private readonly Performer performer;
    private readonly TurnLoop loop;
    private readonly SessionCache sessions;
    private readonly LeaseWatch watch;
    private readonly SessionGate gate;
    private readonly IJournal journal;
    private readonly Dispatcher dispatcher;
    private readonly DueAppender appender;
    private readonly Timekeeper timekeeper;
    private readonly StateAccess state;

    /// <summary>Uses one model for every agent.</summary>
    /// <param name="team">The team.</param>
    /// <param name="model">The model.</param>
    /// <param name="journal">Where conversations are kept. Default: in memory, until the process ends.</param>
    /// <param name="options">Settings. Default: <see cref="RuntimeOptions"/>'s own defaults.</param>
    /// <exception cref="TeamException">A setting of the team cannot be used, or a tool needs a service that there is not.</exception>
    public TeamRuntime(Team team, IChatClient model, IJournal? journal = null, RuntimeOptions? options = null)
        : this(team, _ => model, journal, options) { }

    /// <summary>Uses a model for each agent.</summary>
    /// <param name="team">The team.</param>
    /// <param name="models">Returns an agent's model; called once for each agent.</param>
    /// <param name="journal">Where conversations are kept. Default: in memory, until the process ends.</param>
    /// <param name="options">Settings. Default: <see cref="RuntimeOptions"/>'s own defaults.</param>
    /// <exception cref="TeamException">A setting of the team cannot be used, or a tool needs a service that there is not.</exception>
    public TeamRuntime(Team team, Func<Agent, IChatClient> models, IJournal? journal = null, RuntimeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(models);
        this.options = options ?? new RuntimeOptions();
        this.team = team = team.Beside(ContainerTypes.Of(this.options.Services));
        // An invalid ladder should fail here, not when an escalation needs it.
        _ = team.Ladder;
        team.RequireDeliveries();
        logger = this.options.LoggerFactory is { } loggers ? team.Masking.Over(loggers).CreateLogger("Baton") : NullLogger.Instance;
        journal ??= new InMemoryJournal();
        this.journal = journal;
        dispatcher = NewDispatcher();
        performer = new Performer(team, models, this.options, journal, logger);
        loop = new TurnLoop(team, performer, this.options);
        var leases = new LeaseKeeper(journal, this.options, logger);
        watch = new LeaseWatch(this.options);
        appender = new DueAppender(journal, team, leases);
        var rules = team.Rules;
        sessions = new SessionCache(
            journal,
            appender,
            new SnapshotTag(team, this.options.CountTokens ?? TokenEstimate.Count),
            this.options,
            rules == RuleSet.None
                ? null
                : (conversation, state, entry) =>
                    RuleJudge.Judge(
                        rules,
                        conversation,
                        state,
                        entry,
                        (rule, exception) => RuntimeLog.RuleFailed(logger, exception, rule, conversation)
                    )
        );
        gate = new SessionGate(journal, sessions, leases, watch, this.options, AnswerAsync, logger);
        timekeeper = NewTimekeeper();
        state = new StateAccess(team, gate, journal);
    }

    /// <summary>The team.</summary>
    public Team Team => team;

    /// <summary>The settings.</summary>
    public RuntimeOptions Options => options;

    /// <summary>
    /// The health of the models that were called since the runtime began, by participant and model. The activity source and the meter
    /// <c>Baton</c> provide the same figures for tracing and metrics.
    /// </summary>
    public IReadOnlyList<ParticipantHealth> Health => performer.Health;

    /// <summary>The conversations in memory that nobody uses at the moment, for whoever compares them with the journal.</summary>
    internal IReadOnlyList<Session> Idle => sessions.Idle;

    /// <summary>Accepts a customer's message and works until it is answered.</summary>
    /// <param name="message">What the customer says.</param>
    /// <param name="conversation">The conversation to continue. Default: a new one.</param>
    /// <param name="id">The message's id. A message that was answered before gets the same answer again. Default: a new one.</param>
    /// <param name="customer">The customer of a new conversation; conversations of one customer share state. Default: none, so that it
    /// shares none.</param>
    /// <param name="attributes">Attributes of the customer for rules, such as <c>tier</c> and <c>region</c>: up to 32, with names of 1 to
    /// 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, and values of up to 200 characters. They apply from this message on, in
    /// addition to earlier ones. Default: none.</param>
    /// <param name="cancellationToken">Stops the turn where it is; <see cref="ResumeAsync"/> continues it, or the timekeeper of any process
    /// at once, and <see cref="AbandonAsync"/> ends it. A turn that another process works on goes on.</param>
    /// <exception cref="ArgumentException">The message is empty, an attribute has an invalid form, or the conversation belongs to
    /// another customer or another team.</exception>
    /// <exception cref="InvalidOperationException">The conversation is closed.</exception>
    /// <exception cref="JournalException">The journal cannot be read or written; acknowledged entries are not affected.</exception>
    public async Task<Turn> RunAsync(
        string message,
        ConversationId? conversation = null,
        MessageId? id = null,
        CustomerId? customer = null,
        IReadOnlyDictionary<string, string>? attributes = null,
        CancellationToken cancellationToken = default
    ) =>
        (
            await ServeAsync(
                    NewMessage(message, id, customer, attributes),
                    conversation ?? ConversationId.New(),
                    updates: null,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )!;

    /// <summary>Like <see cref="RunAsync"/>, and reports each entry as it becomes durable and text as models write it.</summary>
    /// <inheritdoc cref="RunAsync" path="/param|/exception" />
    public IAsyncEnumerable<TurnUpdate> RunStreamingAsync(
        string message,
        ConversationId? conversation = null,
        MessageId? id = null,
        CustomerId? customer = null,
        IReadOnlyDictionary<string, string>? attributes = null,
        CancellationToken cancellationToken = default
    )
    {
        var received = NewMessage(message, id, customer, attributes);
        return StreamAsync(received, conversation ?? ConversationId.New(), cancellationToken);
    }

    /// <summary>Finishes the turn that a killed or cancelled process left unfinished, without a new message.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="cancellationToken">Stops the turn where it is.</param>
    /// <returns>The turn that was finished, or null if there was nothing to finish.</returns>
    /// <exception cref="JournalException">The journal cannot be read or written.</exception>
    public Task<Turn?> ResumeAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        ServeAsync(arrival: null, conversation, updates: null, cancellationToken).AsTask();

    /// <summary>Like <see cref="ResumeAsync"/>, and reports each entry as it becomes durable and text as models write it.</summary>
    /// <inheritdoc cref="ResumeAsync" path="/param|/exception" />
    public IAsyncEnumerable<TurnUpdate> ResumeStreamingAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        StreamAsync(arrival: null, conversation, cancellationToken);

    /// <summary>Closes a conversation, which then accepts no more messages. Closing it twice changes nothing.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="cancellationToken">Stops waiting for the conversation; it is then not closed.</param>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="InvalidOperationException">An issue has not ended, a turn is running, people have it, or there is no such
    /// conversation.</exception>
    /// <exception cref="JournalException">The journal cannot be read or written.</exception>
    public Task CloseAsync(ConversationId conversation, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return ServeAsync(new Arrival(new ConversationClosed { Reason = reason }), conversation, updates: null, cancellationToken).AsTask();
    }

    /// <summary>Acts for a person: approves tool calls, answers tickets, hands back.</summary>
    /// <param name="name">The person's name, as the journal, agents and customers read it. 1 to 64 characters on one line.</param>
    /// <exception cref="ArgumentException">The name is empty, too long, or on several lines.</exception>
    public Operator AsOperator(string name) =>
        new(
            name,
            team,
            (arrival, conversation, cancellationToken) => ServeAsync(arrival, conversation, updates: null, cancellationToken).AsTask(),
            state
        );

    private static Arrival NewMessage(string message, MessageId? id, CustomerId? customer, IReadOnlyDictionary<string, string>? attributes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        return new Arrival(
            new MessageReceived
            {
                Message = id ?? MessageId.New(),
                Text = message,
                Attributes = CustomerAttributes.Checked(attributes, nameof(attributes)),
            },
            customer
        );
    }

    private async IAsyncEnumerable<TurnUpdate> StreamAsync(
        Arrival? arrival,
        ConversationId conversation,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var updates = Channel.CreateUnbounded<TurnUpdate>(new UnboundedChannelOptions { SingleReader = true });
        var serving = ServeToEndAsync();
        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return update;
        }
        finally
        {
            // A reader that stops early stops the turn, which can be resumed. After the end there is nothing left to stop.
            await stop.CancelAsync().ConfigureAwait(false);
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await serving.ConfigureAwait(false);

        async Task ServeToEndAsync()
        {
            try
            {
                var turn = await ServeAsync(arrival, conversation, updates.Writer, stop.Token).ConfigureAwait(false);
                if (turn is not null)
                    updates.Writer.TryWrite(new TurnEnded(turn));
            }
            finally
            {
                updates.Writer.Complete();
            }
        }
    }

    private ValueTask<Turn?> ServeAsync(
        Arrival? arrival,
        ConversationId conversation,
        ChannelWriter<TurnUpdate>? updates,
        CancellationToken cancellationToken
    )
    {
        var stream = updates is null ? null : new EntryStream(updates);
        return gate.UseAsync(
            conversation,
            session =>
            {
                stream?.Follow(session);
                return RunTurnAsync(arrival, session, updates, cancellationToken);
            },
            busy: null,
            left: arrival?.Message is null ? null : () => new LeftMessage<Turn?>(arrival.Value.AsInboxMessage(), AnswerIn),
            cancellationToken
        );

        Answered<Turn?>? AnswerIn(Session session)
        {
            stream?.Follow(session);
            return TurnReport.AnswerTo(session, arrival!.Value.Message!.Value) is { } turn ? new Answered<Turn?>(turn) : null;
        }
    }
}
