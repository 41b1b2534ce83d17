using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Performing.SharedStates;
using Baton.Sqlite;
using Baton.TeamFiles;
using Baton.Teams.SharedStates;

namespace Baton.Cli.Commands;

/// <summary><c>baton state</c>: reads and writes what a conversation's agents share, as the program or as a person at a desk.</summary>
internal sealed class StateCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string> team = new("TEAM") { Description = "A team file, or a folder that holds a team.yaml." };
    private readonly Argument<string> conversation = new("CONVERSATION") { Description = "The conversation." };
    private readonly Option<string?> key = new("--set") { Description = "The key to write. Needs --value.", HelpName = "KEY" };
    private readonly Option<string?> value = new("--value") { Description = "What to write: JSON.", HelpName = "JSON" };
    private readonly Option<long?> expected = new("--expect") { Description = "The revision that the value builds on, 0 if it was never written. Needed where writes are rejected when they are stale.", HelpName = "REVISION" };
    private readonly Option<string?> name = new("--as") { Description = "Your name, to act as a person at a desk. Default: the program, which keys call orchestrator.", HelpName = "NAME" };
    private readonly StoreOption store = new();

    public StateCommand(Terminal terminal, TimeProvider time)
        : base("state", "Shows the values that a conversation's agents share, each with its revision, and writes one.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(team);
        Add(conversation);
        foreach (var option in new Option[] { key, value, expected, name, store })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var id = Ids.Conversation(parsed.GetRequiredValue(conversation));
        var edit = EditOf(parsed);
        await using var file = await TeamFile.LoadAsync(parsed.GetRequiredValue(team), new TeamFileOptions { TimeProvider = time }, stop);
        await using var journal = SqliteJournal.Open(store.PathIn(parsed), new SqliteJournalOptions { TimeProvider = time });
        var standing = await Standing.ReadAsync(journal, id, stop);
        if (standing.Entries.FirstOrDefault() is not ConversationOpened opened)
            throw new BadInputException($"There is no conversation {id} in {store.PathIn(parsed)}: 'baton show' lists those that are.");
        if (opened.Team != file.Team.Name)
            throw new BadInputException($"Conversation {id} is with the team '{opened.Team}', not '{file.Team.Name}': name that team's file.");
        var runtime = new TeamRuntime(
            file.Team,
            agent => throw new InvalidOperationException($"{agent} was asked while state was read or written."),
            journal,
            new RuntimeOptions { TimeProvider = time });
        var person = parsed.GetValue(name) is { } given ? Ids.Operator(given, runtime.AsOperator) : null;
        try
        {
            if (edit is not null)
                Require(await (person is null ? runtime.WriteStateAsync(id, [edit], cancellationToken: stop) : person.WriteStateAsync(id, [edit], cancellationToken: stop)));
        }
        catch (InvalidOperationException refusal)
        {
            throw new BadInputException(SafeText.OneLine(refusal.Message));
        }

        Show(await (person is null ? runtime.ReadStateAsync(id, cancellationToken: stop) : person.ReadStateAsync(id, cancellationToken: stop)));
        return ExitCode.Served;
    }

    private StateEdit? EditOf(ParseResult parsed)
    {
        if (parsed.GetValue(key) is not { } named)
        {
            return parsed.GetValue(value) is null && parsed.GetValue(expected) is null
                ? null
                : throw new BadInputException("--value and --expect go with --set.");
        }

        try
        {
            var json = parsed.GetValue(value) ?? throw new BadInputException("--value is missing: say what to write.");
            return new StateEdit(named, JsonText.Parse(json), parsed.GetValue(expected));
        }
        catch (JsonException)
        {
            throw new BadInputException("--value is no JSON: a text stands in quotes, as in --value '\"gold\"'.");
        }
    }

    private static void Require(StateEditing done)
    {
        if (done.IsWritten)
            return;
        var (problem, stands) = (done.Edits[0].Problem, done.Edits[0].Value);
        throw new BadInputException(stands is null ? SafeText.OneLine(problem!) : string.Create(CultureInfo.InvariantCulture, $"{problem} Now it is revision {stands.Revision}{(stands.Value is { } current ? $": {current}" : "")}."));
    }

    private void Show(IReadOnlyDictionary<string, StateValue> values)
    {
        foreach (var (named, stands) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            terminal.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{named}  revision {stands.Revision}  {(stands.Value is { } json ? SafeText.OneLine(json.ToString()) : "")}").TrimEnd());
        if (values.Count == 0)
            terminal.Text.WriteLine("there is no state that you may read");
    }
}
