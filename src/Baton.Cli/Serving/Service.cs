using Baton.Cli.Commands;
using Baton.Cli.Output;
using Baton.Cli.Scripts;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Providers;
using Baton.Providers.Offline;
using Baton.Sqlite;
using Baton.TeamFiles;
using Baton.Texts.Routers;

using Baton.Tokenizers;
namespace Baton.Cli.Serving;

/// <summary>One conversation with a team from a file: everything is opened and checked before the first message is taken.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly ServingRequest request;
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly TeamFile file;
    private readonly ModelCatalog models;
    private readonly SqliteJournal journal;
    private readonly TeamRuntime runtime;
    private readonly ConversationId conversation;
    private readonly Standing standing;
    private readonly IOutput output;
    private bool hasBegun;
    private bool isTaken;

    private Service(
        ServingRequest request, Terminal terminal, TimeProvider time, TeamFile file, ModelCatalog models, SqliteJournal journal, Standing standing, ConversationId conversation)
    {
        this.request = request;
        this.terminal = terminal;
        this.time = time;
        this.file = file;
        this.models = models;
        this.journal = journal;
        this.standing = standing;
        this.conversation = conversation;
        hasBegun = standing.IsKnown;
        runtime = new TeamRuntime(file.Team, models.ChatClientFor, journal, new RuntimeOptions { TimeProvider = time, CountTokens = O200kTokens.Count, Strategy = request.Strategy, RouterCache = CacheBeside(request.Store) });
        output = request.Json ? new JsonLines(terminal.Bytes) : new Transcript(terminal.OpenScreen(), !request.IsTyped);
        standing.Entries.ForEach(output.Recall);
    }

    /// <summary>The message that the team file has for a run that is given none.</summary>
    public string? DefaultMessage => file.Message;

    /// <summary>Whether every turn so far answered the customer in full.</summary>
    public bool IsServed { get; private set; } = true;

    public static async Task<Service> OpenAsync(ServingRequest request, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = await TeamFile.LoadAsync(request.Team, new TeamFileOptions { TimeProvider = time, FastPath = request.FastPath }, cancellationToken);
        ModelCatalog? models = null;
        SqliteJournal? journal = null;
        try
        {
            models = new ModelCatalog(new ModelCatalogOptions { Override = request.Model, Offline = agent => new OfflineChatClient(agent, CacheBeside(request.Store)) });
            RequireModels(file.Team, models);
            journal = SqliteJournal.Open(request.Store, new SqliteJournalOptions { TimeProvider = time });
            var conversation = request.Conversation ?? ConversationId.New();
            var standing = request.Conversation is null ? new Standing() : await Standing.ReadAsync(journal, conversation, cancellationToken);
            standing.Require(file.Team, request.Customer, request.Strategy);
            return new Service(request, terminal, time, file, models, journal, standing, conversation);
        }
        catch
        {
            await CloseAsync(file, models, journal);
            throw;
        }
    }

    /// <summary>Says something to a person who is about to type.</summary>
    public void Greet(string remark) => output.Say(remark);

    /// <summary>Takes a message and shows how it is answered.</summary>
    public Task ServeAsync(string message, MessageId? id, CancellationToken cancellationToken) =>
        ServeAsync(message, id, new Dictionary<string, string>(), cancellationToken);

    /// <summary>Takes a message, with more of what is known of the customer, and shows how it is answered.</summary>
    public Task ServeAsync(string message, MessageId? id, IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, string>(request.Attributes, StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
            known[name] = value;
        isTaken = false;
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

    /// <summary>Finishes what a stopped process left.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (!standing.IsKnown)
            throw new BadInputException($"There is no conversation {conversation} in {request.Store}: check the id and --store.");
        if (standing.Unfinished is { } unfinished)
            output.Say($"going on with the answer to: {unfinished.Text}");
        else
            output.Say("nothing was left unfinished");
        isTaken = true;
        await ShowAsync(runtime.ResumeStreamingAsync(conversation, cancellationToken));
    }

    /// <summary>Lets time go by, and shows what falls due meanwhile, each at its time.</summary>
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

    /// <summary>The last turn that ended, or null.</summary>
    public Turn? Last { get; private set; }

    /// <summary>Where the conversation stands.</summary>
    public Standing Standing => standing;

    /// <summary>Lets a person act, and shows what follows from it.</summary>
    public async Task ActAsync(string name, Func<Operator, ConversationId, Task<Turn?>> act)
    {
        var person = Ids.Operator(name, runtime.AsOperator);
        isTaken = false;
        try
        {
            var turn = await act(person, conversation);
            Last = turn ?? Last;
            IsServed &= turn?.Outcome != TurnOutcome.Degraded;
        }
        finally
        {
            // Also what a stop left: whether the act is among it says how to go on.
            await ShowNewAsync();
        }
    }

    /// <summary>Shows what waits for a person, and what was said.</summary>
    public void ShowDesk()
    {
        if (request.Json)
            DeskSheet.Write(new JsonLines(terminal.Bytes), standing);
        else
            DeskSheet.Show(terminal.OpenScreen(), standing, time.GetUtcNow(), (person, act) => NextCommand.Act(request, conversation.Value, person, act), NextCommand.Resume(request, conversation.Value));
    }

    /// <summary>Says what came of it, and how to go on.</summary>
    public int Close()
    {
        var next = standing.WaitsForPerson ? NextCommand.Desk(request, conversation.Value) : NextCommand.Message(request, conversation.Value);
        output.Close(hasBegun ? next : null);
        return IsServed ? ExitCode.Served : ExitCode.Failed;
    }

    /// <summary>Says after a stop how nothing is lost.</summary>
    public int Stopped()
    {
        // A terminal shows the key that was pressed, without a line of its own.
        if (terminal.IsRich)
            terminal.Error.WriteLine();
        terminal.Complain(isTaken
            ? $"{Failure.Prefix}Stopped. Nothing is lost; this goes on from here: {NextCommand.Resume(request, conversation.Value)}"
            : $"{Failure.Prefix}Stopped before anything was taken: give it again.");
        return ExitCode.Failed;
    }

    public ValueTask DisposeAsync() => CloseAsync(file, models, journal);

    private async Task ShowNewAsync()
    {
        await foreach (var entry in journal.ReadAsync(conversation, standing.Entries.Count + 1))
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
        isTaken |= entry is MessageReceived or ApprovalDecided or OperatorReplied or TicketClosed;
        standing.Add(entry);
        output.Show(entry);
    }

    // What is learned from a team's examples is kept where its conversations are.
    private static RouterCache CacheBeside(string store) => new(store + ".routers");

    // A key that is missing is found out before a customer's message is taken, not in the middle of the answer.
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
