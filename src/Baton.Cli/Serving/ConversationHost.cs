using Baton.Cli.Conversations;
using Baton.Cli.Output;
using Baton.Cli.Views;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Providers;
using Baton.Providers.Offline;
using Baton.Runtime;
using Baton.Sqlite;
using Baton.TeamFiles;
using Baton.Tokenizers;
using Baton.Webhooks;

namespace Baton.Cli.Serving;

/// <summary>
/// Serves one conversation with a team from a file. Everything is opened and checked before the first message is accepted.
/// </summary>
internal sealed class ConversationHost : IAsyncDisposable
{
    private readonly ServingRequest request;
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly TeamFile file;
    private readonly ModelCatalog models;
    private readonly SqliteJournal journal;
    private readonly WebhookSender webhooks;
    private readonly ServerHealthFile health;
    private readonly TeamRuntime runtime;
    private readonly ConversationId conversation;
    private readonly IConversationView output;
    private bool hasBegun;

    private ConversationHost(
        ServingRequest request,
        Terminal terminal,
        TimeProvider time,
        TeamFile file,
        ModelCatalog models,
        SqliteJournal journal,
        ConversationStatus status,
        ConversationId conversation,
        ServerHealthFile health
    )
    {
        this.request = request;
        this.terminal = terminal;
        this.time = time;
        this.file = file;
        this.models = models;
        this.journal = journal;
        Status = status;
        this.conversation = conversation;
        this.health = health;
        hasBegun = status.IsKnown;
        webhooks = new WebhookSender(file.Team.Deliveries, time, terminal.Variable);
        runtime = new TeamRuntime(
            file.Team,
            models.ChatClientFor,
            journal,
            new RuntimeOptions
            {
                TimeProvider = time,
                CountTokens = O200kTokens.Count,
                Strategy = request.Strategy,
                RouterCache = LearnedRouters.Beside(request.Store.FullPath(terminal)),
                SendWebhook = webhooks.SendAsync,
            }
        );
        output = request.Json ? new JsonLines(terminal.Bytes) : new Transcript(terminal.OpenScreen(), !request.IsTyped);
        foreach (var entry in status.Entries)
            output.Recall(entry);
    }

    /// <summary>The team file's default message, or null.</summary>
    public string? DefaultMessage => file.Message;

    /// <summary>Whether the last message or act was accepted.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Whether no turn so far ended in a degraded answer.</summary>
    public bool IsServed { get; private set; } = true;

    public static async Task<ConversationHost> OpenAsync(
        ServingRequest request,
        Terminal terminal,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var store = request.Store.FullPath(terminal);
        var health = new ServerHealthFile(store);
        var file = await TeamFile.LoadAsync(
            terminal.PathOf(request.Team).Full,
            new TeamFileOptions
            {
                TimeProvider = time,
                FastPathConfidence = request.FastPath,
                ServerHealthChanged = health.Note,
            },
            cancellationToken
        );
        ModelCatalog? models = null;
        SqliteJournal? journal = null;
        try
        {
            models = new ModelCatalog(
                new ModelCatalogOptions
                {
                    Override = request.Model,
                    Environment = terminal.Variable,
                    Offline = agent => new OfflineChatClient(agent, LearnedRouters.Beside(store)),
                }
            );
            if (WholeProgram.IsNeededFor(file.Team, models))
                throw new WholeProgram.NeededException();
            RequireModels(file.Team, models);
            journal = request.Store.Open(terminal, time);
            var conversation = request.Conversation ?? ConversationId.New();
            var status = request.Conversation is null
                ? new ConversationStatus()
                : await ConversationStatus.ReadAsync(journal, conversation, cancellationToken);
            ContinuedConversation.Require(status, file.Team, request.Customer, request.Strategy);
            health.Open(file.Servers);
            return new ConversationHost(request, terminal, time, file, models, journal, status, conversation, health);
        }
        catch
        {
            await CloseAsync(file, models, journal);
            throw;
        }
    }

    /// <summary>Shows a remark before the first message.</summary>
    public void Greet(string remark) => output.Say(remark);

    /// <summary>Serves a message and shows what happens.</summary>
    public Task ServeAsync(string message, MessageId? id, CancellationToken cancellationToken) =>
        ServeAsync(message, id, new Dictionary<string, string>(), cancellationToken);

    /// <summary>Serves a message with further customer attributes and shows what happens.</summary>
    public Task ServeAsync(
        string message,
        MessageId? id,
        IReadOnlyDictionary<string, string> attributes,
        CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<string, string>(request.Attributes, StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
            known[name] = value;
        IsTaken = false;
        return ShowAsync(Answer());

        IAsyncEnumerable<TurnUpdate> Answer()
        {
            try
            {
                return runtime.RunStreamingAsync(message, conversation, id, request.Customer, known, cancellationToken);
            }
            catch (ArgumentException exception) when (exception.ParamName == "attributes")
            {
                throw new BadInputException("--attribute: " + exception.Message.Split(" (Parameter")[0]);
            }
        }
    }

    /// <summary>Finishes an interrupted turn.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (!Status.IsKnown)
            throw new BadInputException($"There is no conversation {conversation} in {request.Store}. Check the id and --store.");
        if (Status.Unfinished is { } unfinished)
            output.Say($"resuming the turn for: {unfinished.Text}");
        else
            output.Say("nothing to resume: the last turn is finished");
        IsTaken = true;
        await ShowAsync(runtime.ResumeStreamingAsync(conversation, cancellationToken));
    }

    /// <summary>Moves the clock forward and fires each timer that becomes due, at its time.</summary>
    public async Task AdvanceAsync(ScriptClock clock, TimeSpan by, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow() + by;
        await runtime.ServeDueAsync(conversation, cancellationToken);
        while (await journal.NextDueAsync(file.Team.Name, clock.GetUtcNow(), cancellationToken) is { } due && due <= end)
        {
            clock.MoveTo(due);
            await runtime.ServeDueAsync(conversation, cancellationToken);
        }

        clock.MoveTo(end);
        await ShowNewAsync();
    }

    /// <summary>The last finished turn, or null.</summary>
    public Turn? Last { get; private set; }

    /// <summary>Where the conversation stands.</summary>
    public ConversationStatus Status { get; }

    /// <summary>Carries out a person's action and shows what follows.</summary>
    public async Task ActAsync(string name, Func<Operator, ConversationId, Task<Turn?>> act)
    {
        var person = Ids.Operator(name, runtime.AsOperator);
        IsTaken = false;
        try
        {
            var turn = await act(person, conversation);
            Last = turn ?? Last;
            IsServed &= turn?.Outcome != TurnOutcome.Degraded;
        }
        finally
        {
            // Also after a stop: whether the action was journalled decides what the user is told to do next.
            await ShowNewAsync();
        }
    }

    /// <summary>Shows what was said and what waits for a person.</summary>
    public void ShowDesk()
    {
        if (request.Json)
            DeskView.Write(new JsonLines(terminal.Bytes), Status);
        else
            DeskView.Show(
                terminal.OpenScreen(),
                Status,
                time.GetUtcNow(),
                (person, act) => NextCommand.Act(request, conversation.Value, person, act),
                NextCommand.Resume(request, conversation.Value)
            );
    }

    /// <summary>Shows the summary and the command to continue with.</summary>
    public int Close()
    {
        var next = Status.WaitsForPerson ? NextCommand.Desk(request, conversation.Value) : NextCommand.Message(request, conversation.Value);
        output.Close(hasBegun ? next : null);
        return IsServed ? ExitCode.Served : ExitCode.Failed;
    }

    /// <summary>Ends the turn that was stopped, and shows what the customer is told.</summary>
    public async Task<int> AbandonAsync()
    {
        var turn = await runtime.AbandonAsync(conversation);
        await ShowNewAsync();
        if (turn is not null)
            output.End(turn);
        output.Close(NextCommand.Message(request, conversation.Value));
        return ExitCode.Failed;
    }

    /// <summary>Tells the user after a stop how to continue.</summary>
    public int Stopped()
    {
        // The terminal has echoed ^C without a line break.
        if (terminal.IsRich)
            terminal.Error.WriteLine();
        terminal.Complain(
            IsTaken
                ? $"{FailureMessage.Prefix}Stopped. Nothing is lost. This continues from here: "
                    + $"{NextCommand.Resume(request, conversation.Value)}"
                : $"{FailureMessage.Prefix}Stopped before anything was accepted. Run the same command again."
        );
        return ExitCode.Failed;
    }

    public ValueTask DisposeAsync()
    {
        webhooks.Dispose();
        health.Dispose();
        return CloseAsync(file, models, journal);
    }

    private async Task ShowNewAsync()
    {
        await foreach (var entry in journal.ReadAsync(conversation, Status.Entries.Count + 1))
            Show(entry);
    }

    private async Task ShowAsync(IAsyncEnumerable<TurnUpdate> updates)
    {
        await foreach (var update in updates)
        {
            if (update is EntryAppended appended)
            {
                Show(appended.Entry);
            }
            else if (update is TurnEnded ended)
            {
                IsServed &= ended.Turn.Outcome != TurnOutcome.Degraded;
                Last = ended.Turn;
                output.End(ended.Turn);
            }
        }
    }

    private void Show(JournalEntry entry)
    {
        hasBegun = true;
        IsTaken |= entry is MessageReceived or OperatorReplied or { Type: "approval_decided" or "ticket_closed" };
        Status.Add(entry);
        output.Show(entry);
    }

    // Finds a missing API key before a message is accepted, not in the middle of a turn.
    private static void RequireModels(Team team, ModelCatalog models)
    {
        foreach (var agent in team.Agents)
            models.ChatClientFor(agent);
    }

    private static async ValueTask CloseAsync(TeamFile file, ModelCatalog? models, SqliteJournal? journal)
    {
        if (journal is not null)
            await journal.DisposeAsync();
        models?.Dispose();
        await file.DisposeAsync();
    }
}
