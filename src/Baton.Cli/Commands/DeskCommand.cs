using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Journals.Constraints;

namespace Baton.Cli.Commands;

/// <summary><c>baton desk</c>: what a person does in a conversation that waits for one.</summary>
internal sealed class DeskCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly ServingOptions serving = new();
    private readonly Option<string?> name = new("--as") { Description = "Your name, as the journal, agents and the customer read it.", HelpName = "NAME" };
    private readonly Option<bool> approve = new("--approve") { Description = "Let the tool call run that waits for approval." };
    private readonly Option<bool> refuse = new("--refuse") { Description = "Refuse the tool call that waits for approval; the agent is told so." };
    private readonly Option<string?> call = new("--call") { Description = "Which call, where several wait.", HelpName = "CALL" };
    private readonly Option<string?> reply = new("--reply") { Description = "Answer the customer.", HelpName = "TEXT" };
    private readonly Option<string?> ask = new("--ask") { Description = "Ask the customer something: the ticket waits for the answer.", HelpName = "TEXT" };
    private readonly Option<bool> claim = new("--claim") { Description = "Take the ticket: nobody else acts on it." };
    private readonly Option<bool> release = new("--release") { Description = "Give the ticket back to its desk." };
    private readonly Option<string?> decline = new("--decline") { Description = "Say that the desk does not take the ticket, and why: the next rung is asked.", HelpName = "REASON" };
    private readonly Option<string?> grant = new("--grant") { Description = "Let agents do more: billing.refund, or 'billing.refund <= 80'. With --issue for one issue alone.", HelpName = "PERMISSION" };
    private readonly Option<string?> resolve = new("--resolve") { Description = "End the issue that --issue names as solved: what came of it.", HelpName = "OUTCOME" };
    private readonly Option<int?> issue = new("--issue") { Description = "The number of an issue.", HelpName = "NUMBER" };
    private readonly Option<bool> handBack = new("--hand-back") { Description = "Close the ticket and give the conversation to an agent. Needs --note: what was done." };
    private readonly Option<string?> to = new("--to") { Description = "The agent to hand back to. Default: the one that could not go on.", HelpName = "AGENT" };
    private readonly Option<bool> resolved = new("--resolved") { Description = "With --hand-back: the ticket's issues are solved." };
    private readonly Option<string?> note = new("--note") { Description = "What the agent or colleagues are told beside it. Alone: a note for colleagues.", HelpName = "TEXT" };

    public DeskCommand(Terminal terminal, TimeProvider time)
        : base("desk", "Lists what waits for people in all conversations; with --conversation shows what was said in one, and lets a person act there. With --json: what waits, or the entries that an act adds.")
    {
        this.terminal = terminal;
        this.time = time;
        serving.AddTo(this);
        foreach (var option in new Option[] { name, approve, refuse, call, claim, release, decline, reply, ask, grant, resolve, issue, handBack, to, resolved, note })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var act = ActOf(parsed, stop);
        var request = serving.Read(parsed);
        if (request.Conversation is not { } conversation)
            return act is null ? await ListAsync(request, stop) : throw new BadInputException("--conversation is missing: without an act, 'baton desk' lists what waits.");
        await using var service = await Service.OpenAsync(request, terminal, time, stop);
        if (!service.Standing.IsKnown)
            throw new BadInputException($"There is no conversation {conversation} in {request.Store}: check the id and --store.");
        if (act is null)
        {
            service.ShowDesk();
            return ExitCode.Served;
        }

        try
        {
            await service.ActAsync(parsed.GetValue(name)!, (person, id) => act(person, id, service.Standing));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return service.Stopped();
        }
        catch (InvalidOperationException refusal)
        {
            throw new BadInputException(refusal.Message);
        }

        return service.Close();
    }

    // The one act that is asked for, or null to look only.
    private Func<Operator, ConversationId, Standing, Task<Turn?>>? ActOf(ParseResult parsed, CancellationToken stop)
    {
        var (isDecision, isHandBack) = (parsed.GetValue(approve) || parsed.GetValue(refuse), parsed.GetValue(handBack));
        Option[] named = [.. new Option[] { approve, refuse, claim, release, decline, reply, ask, grant, resolve, handBack }.Where(option => parsed.GetResult(option) is { Implicit: false })];
        if (named.Length > 1)
            throw new BadInputException($"One act at a time: keep one of {string.Join(" and ", named.Select(option => option.Name))}.");
        var said = parsed.GetValue(note);
        var which = parsed.GetValue(issue) is { } number ? new IssueId(number) : (IssueId?)null;
        Require(isDecision, parsed.GetValue(call) is not null, "--call goes with --approve and --refuse.");
        Require(isHandBack, parsed.GetValue(to) is not null, "--to goes with --hand-back.");
        Require(isHandBack, parsed.GetValue(resolved), "--resolved goes with --hand-back.");
        Require(named is [] || isDecision || isHandBack || parsed.GetValue(release), said is not null, "--note goes with --approve, --refuse, --release and --hand-back, or stands alone.");
        Require(named is [var act] && (act == grant || act == resolve), which is not null, "--issue goes with --grant and --resolve.");
        if (named is [] && said is null)
            return null;
        if (string.IsNullOrWhiteSpace(parsed.GetValue(name)))
            throw new BadInputException("--as is missing: who acts?");
        if (named is [Option<string?> worded])
            Fill(parsed.GetValue(worded), worded.Name);
        if (isHandBack || named is [])
            Fill(said, "--note");
        Require(which is not null, parsed.GetValue(resolve) is not null, "--issue is missing: which issue is solved?");
        if (parsed.GetValue(grant) is { } wanted && !Permission.TryParse(wanted, out _))
            throw new BadInputException($"'{wanted}' is no permission: write billing.refund, or 'billing.refund <= 80'.");
        return (person, id, standing) => parsed switch
        {
            _ when isHandBack => person.HandBackAsync(id, said!, parsed.GetValue(to), parsed.GetValue(resolved), stop),
            _ when parsed.GetValue(reply) is { } text => person.ReplyAsync(id, text, stop),
            _ when parsed.GetValue(ask) is { } question => person.AskAsync(id, question, stop),
            _ when parsed.GetValue(decline) is { } reason => person.DeclineAsync(id, reason, stop),
            _ when parsed.GetValue(claim) => Alone(person.ClaimAsync(id, stop)),
            _ when parsed.GetValue(release) => Alone(person.ReleaseAsync(id, said, stop)),
            _ when parsed.GetValue(grant) is { } permission => Alone(person.GrantAsync(id, Permission.Parse(permission), which, stop)),
            _ when parsed.GetValue(resolve) is { } outcome => Alone(person.ResolveIssueAsync(id, which!.Value, outcome, stop)),
            _ when parsed.GetValue(approve) => person.ApproveAsync(id, CallIn(standing, parsed), said, stop),
            _ when parsed.GetValue(refuse) => person.RefuseAsync(id, CallIn(standing, parsed), said, stop),
            _ => Alone(person.NoteAsync(id, said!, stop)),
        };
    }

    private async Task<int> ListAsync(ServingRequest request, CancellationToken stop)
    {
        await using var host = await TeamHost.OpenAsync(request.Team, request.Store, request.Model, time, stop);
        var waiting = await host.Runtime.WaitingAsync(stop).ToListAsync(stop);
        if (request.Json)
            WaitingList.Write(terminal.Text, waiting);
        else
            WaitingList.Show(terminal.OpenScreen(), waiting, time.GetUtcNow(), NextCommand.Desk(request, "ID"));
        return ExitCode.Served;
    }

    private static async Task<Turn?> Alone(Task act)
    {
        await act;
        return null;
    }

    private CallId CallIn(Standing standing, ParseResult parsed)
    {
        if (parsed.GetValue(call) is { } given)
            return new CallId(given);
        return standing.Approvals switch
        {
            [] => throw new BadInputException($"No tool call waits for approval in this conversation{(standing.Unfinished is null ? "." : ", but an answer is not finished: 'baton run' with --resume goes on with it.")}"),
            [var only] => only.CallId,
            var several => throw new BadInputException($"Several calls wait: name one with --call: {string.Join(", ", several.Select(asked => asked.CallId))}."),
        };
    }

    private static void Require(bool isFit, bool isGiven, string refusal)
    {
        if (isGiven && !isFit)
            throw new BadInputException(refusal);
    }

    private static void Fill(string? text, string option)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new BadInputException($"{option} is missing or empty.");
    }
}
