using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Performing.SharedStates;
using Baton.Runtime;
using Baton.TeamFiles;
using Baton.Teams.SharedStates;

namespace Baton.Cli.Commands;

/// <summary><c>baton state</c>: reads and writes the shared state of a conversation.</summary>
internal sealed class StateCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string> team = new("TEAM") { Description = "A team file, or a folder that holds a team.yaml." };
    private readonly Argument<string> conversation = new("CONVERSATION") { Description = "The conversation's id." };
    private readonly Option<string?> key = new("--set") { Description = "The key to write. Needs --value.", HelpName = "KEY" };
    private readonly Option<string?> value = new("--value") { Description = "The value to write, as JSON.", HelpName = "JSON" };
    private readonly Option<long?> expected = new("--expect")
    {
        Description =
            "The revision that you read, 0 if the key was never written. The write fails if the key has changed since. Required for "
            + "keys that reject stale writes.",
        HelpName = "REVISION",
    };
    private readonly Option<string?> name = new("--as")
    {
        Description = "Your name, to act as a person at a desk. Default: act as the orchestrator.",
        HelpName = "NAME",
    };
    private readonly StoreOptions store = new();

    public StateCommand(Terminal terminal, TimeProvider time)
        : base("state", "Shows the values that the agents of a conversation share, each with its revision. With --set, writes one first.")
    {
        this.terminal = terminal;
        this.time = time;
        Add(team);
        Add(conversation);
        foreach (var option in new Option[] { key, value, expected, name })
            Add(option);
        store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var id = Ids.Conversation(parsed.GetRequiredValue(conversation));
        var edit = EditOf(parsed);
        var path = terminal.PathOf(parsed.GetRequiredValue(team)).Full;
        await using var file = await TeamFile.LoadAsync(path, new TeamFileOptions { TimeProvider = time }, stop);
        await using var journal = store.Open(parsed, terminal, time);
        var status = await ConversationStatus.ReadAsync(journal, id, stop);
        if (!status.IsKnown)
            throw store.Unknown(id, parsed);
        if (status.Team != file.Team.Name)
            throw new BadInputException(
                $"Conversation {id} belongs to the team '{status.Team}', not to '{file.Team.Name}'. Give that team's file."
            );
        var runtime = new TeamRuntime(
            file.Team,
            agent => throw new InvalidOperationException($"Reading or writing state must not call the model of {agent}."),
            journal,
            new RuntimeOptions { TimeProvider = time }
        );
        var person = parsed.GetValue(name) is { } given ? Ids.Operator(given, runtime.AsOperator) : null;
        try
        {
            if (edit is not null)
                Require(
                    await (
                        person is null
                            ? runtime.WriteStateAsync(id, [edit], cancellationToken: stop)
                            : person.WriteStateAsync(id, [edit], cancellationToken: stop)
                    )
                );
        }
        catch (InvalidOperationException refusal)
        {
            throw new BadInputException(SafeText.OneLine(refusal.Message));
        }

        Show(
            await (
                person is null ? runtime.ReadStateAsync(id, cancellationToken: stop) : person.ReadStateAsync(id, cancellationToken: stop)
            )
        );
        return ExitCode.Served;
    }

    private StateEdit? EditOf(ParseResult parsed)
    {
        if (parsed.GetValue(key) is not { } named)
        {
            return parsed.GetValue(value) is null && parsed.GetValue(expected) is null
                ? null
                : throw new BadInputException("--value and --expect can only be used with --set.");
        }

        try
        {
            var json = parsed.GetValue(value) ?? throw new BadInputException("--value is missing: give the value to write.");
            return new StateEdit(named, JsonText.Parse(json), parsed.GetValue(expected));
        }
        catch (JsonException)
        {
            throw new BadInputException("--value is not valid JSON. A text needs quotes, as in --value '\"gold\"'.");
        }
    }

    private static void Require(StateEditing done)
    {
        if (done.IsWritten)
            return;
        var (problem, stands) = (done.Edits[0].Problem, done.Edits[0].Value);
        throw new BadInputException(
            stands is null
                ? SafeText.OneLine(problem!)
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{problem} The current revision is {stands.Revision}{(stands.Value is { } current ? $": {current}" : "")}."
                )
        );
    }

    private void Show(IReadOnlyDictionary<string, StateValue> values)
    {
        foreach (var (named, stands) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            terminal.Text.WriteLine(
                string.Create(
                        CultureInfo.InvariantCulture,
                        $"{named}  revision {stands.Revision}  {(stands.Value is { } json ? SafeText.OneLine(json.ToString()) : "")}"
                    )
                    .TrimEnd()
            );
        if (values.Count == 0)
            terminal.Text.WriteLine("There is no shared state that you may read.");
    }
}
