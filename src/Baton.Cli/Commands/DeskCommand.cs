using System.CommandLine;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Cli.Views;
using Baton.Journals.Constraints;
using Baton.Runtime;

namespace Baton.Cli.Commands;

/// <summary><c>baton desk</c>: what a person at a desk sees and does.</summary>
internal sealed class DeskCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly ServingOptions serving = new();
    private readonly Option<string?> name = new("--as")
    {
        Description = "Your name. The journal, the agents and the customer see it.",
        HelpName = "NAME",
    };
    private readonly Option<bool> approve = new("--approve") { Description = "Approve the tool call that waits for approval: it runs." };
    private readonly Option<bool> refuse = new("--refuse")
    {
        Description = "Refuse the tool call that waits for approval: it does not run, and the agent is told.",
    };
    private readonly Option<string?> call = new("--call")
    {
        Description = "The id of the tool call, if more than one waits for approval.",
        HelpName = "CALL",
    };
    private readonly Option<string?> reply = new("--reply") { Description = "Send the customer an answer.", HelpName = "TEXT" };
    private readonly Option<string?> ask = new("--ask")
    {
        Description = "Ask the customer a question. The ticket stays open and waits for the answer.",
        HelpName = "TEXT",
    };
    private readonly Option<bool> claim = new("--claim") { Description = "Claim the ticket, so that nobody else works on it." };
    private readonly Option<bool> release = new("--release") { Description = "Give up your claim: the ticket goes back to its desk." };
    private readonly Option<string?> decline = new("--decline")
    {
        Description = "Decline the ticket for the desk. The conversation escalates to the next target.",
        HelpName = "REASON",
    };
    private readonly Option<string?> grant = new("--grant")
    {
        Description = "Grant agents a permission, such as billing.refund or 'billing.refund <= 80'. With --issue, for that issue only.",
        HelpName = "PERMISSION",
    };
    private readonly Option<string?> resolve = new("--resolve")
    {
        Description = "Mark the issue that --issue names as resolved, with this outcome.",
        HelpName = "OUTCOME",
    };
    private readonly Option<int?> issue = new("--issue")
    {
        Description = "The number of an issue, for --grant and --resolve.",
        HelpName = "NUMBER",
    };
    private readonly Option<bool> handBack = new("--hand-back")
    {
        Description = "Close the ticket and hand the conversation back to an agent. --note says what was done.",
    };
    private readonly Option<string?> to = new("--to")
    {
        Description = "The agent to hand back to. Default: the agent that escalated.",
        HelpName = "AGENT",
    };
    private readonly Option<bool> resolved = new("--resolved") { Description = "With --hand-back: mark the ticket's issues as resolved." };
    private readonly Option<string?> note = new("--note")
    {
        Description = "A note for the agent or for colleagues, next to another action. On its own: a note for colleagues.",
        HelpName = "TEXT",
    };

    public DeskCommand(Terminal terminal, TimeProvider time)
        : base(
            "desk",
            "Lists the tickets and approvals that wait for a person. With --conversation, shows one conversation or acts in it. With "
                + "--json, prints what waits, or the journal entries that the action adds."
        )
    {
        this.terminal = terminal;
        this.time = time;
        serving.AddTo(this);
        foreach (
            var option in new Option[]
            {
                name,
                approve,
                refuse,
                call,
                claim,
                release,
                decline,
                reply,
                ask,
                grant,
                resolve,
                issue,
                handBack,
                to,
                resolved,
                note,
            }
        )
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var act = ActOf(parsed, stop);
        var request = serving.Read(parsed);
        if (request.Conversation is not { } conversation)
            return act is null
                ? await ListAsync(request, stop)
                : throw new BadInputException(
                    $"--conversation is missing: say in which conversation to act. This lists those that wait: {NextCommand.Desk(request)}"
                );
        await using var host = await ConversationHost.OpenAsync(request, terminal, time, stop);
        if (!host.Status.IsKnown)
            throw new BadInputException($"There is no conversation {conversation} in {request.Store}. Check the id and --store.");
        if (act is null)
        {
            host.ShowDesk();
            return ExitCode.Served;
        }

        try
        {
            await host.ActAsync(parsed.GetValue(name)!, (person, id) => act(person, id, host.Status));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return host.Stopped();
        }
        catch (InvalidOperationException refusal)
        {
            throw new BadInputException(refusal.Message);
        }

        return host.Close();
    }

    // The one action that the options name, or null to look only.
    private Func<Operator, ConversationId, ConversationStatus, Task<Turn?>>? ActOf(ParseResult parsed, CancellationToken stop)
    {
        var (isDecision, isHandBack) = (parsed.GetValue(approve) || parsed.GetValue(refuse), parsed.GetValue(handBack));
        Option[] named =
        [
            .. new Option[] { approve, refuse, claim, release, decline, reply, ask, grant, resolve, handBack }.Where(option =>
                parsed.GetResult(option) is { Implicit: false }
            ),
        ];
        if (named.Length > 1)
            throw new BadInputException(
                $"Only one action at a time: give one of {string.Join(" and ", named.Select(option => option.Name))}."
            );
        var said = parsed.GetValue(note);
        var which = parsed.GetValue(issue) is { } number ? new IssueId(number) : (IssueId?)null;
        Require(isDecision, parsed.GetValue(call) is not null, "--call can only be used with --approve or --refuse.");
        Require(isHandBack, parsed.GetValue(to) is not null, "--to can only be used with --hand-back.");
        Require(isHandBack, parsed.GetValue(resolved), "--resolved can only be used with --hand-back.");
        Require(
            named is [] || isDecision || isHandBack || parsed.GetValue(release),
            said is not null,
            "--note can only be used with --approve, --refuse, --release or --hand-back, or on its own."
        );
        Require(
            named is [var act] && (act == grant || act == resolve),
            which is not null,
            "--issue can only be used with --grant or --resolve."
        );
        if (named is [] && said is null)
            return null;
        if (string.IsNullOrWhiteSpace(parsed.GetValue(name)))
            throw new BadInputException("--as is missing: give your name.");
        if (named is [Option<string?> worded])
            Fill(parsed.GetValue(worded), worded.Name);
        if (isHandBack || named is [])
            Fill(said, "--note");
        Require(
            which is not null,
            parsed.GetValue(resolve) is not null,
            "--issue is missing: give the number of the issue that is resolved."
        );
        if (parsed.GetValue(grant) is { } wanted && !Permission.TryParse(wanted, out _))
            throw new BadInputException($"'{wanted}' is not a permission. Examples: billing.refund, or 'billing.refund <= 80'.");
        return (person, id, status) =>
            parsed switch
            {
                _ when isHandBack => person.HandBackAsync(id, said!, parsed.GetValue(to), parsed.GetValue(resolved), stop),
                _ when parsed.GetValue(reply) is { } text => person.ReplyAsync(id, text, stop),
                _ when parsed.GetValue(ask) is { } question => person.AskAsync(id, question, stop),
                _ when parsed.GetValue(decline) is { } reason => person.DeclineAsync(id, reason, stop),
                _ when parsed.GetValue(claim) => Alone(person.ClaimAsync(id, stop)),
                _ when parsed.GetValue(release) => Alone(person.ReleaseAsync(id, said, stop)),
                _ when parsed.GetValue(grant) is { } permission => Alone(person.GrantAsync(id, Permission.Parse(permission), which, stop)),
                _ when parsed.GetValue(resolve) is { } outcome => Alone(person.ResolveIssueAsync(id, which!.Value, outcome, stop)),
                _ when parsed.GetValue(approve) => person.ApproveAsync(id, CallIn(id, status, parsed), said, stop),
                _ when parsed.GetValue(refuse) => person.RefuseAsync(id, CallIn(id, status, parsed), said, stop),
                _ => Alone(person.NoteAsync(id, said!, stop)),
            };
    }

    private async Task<int> ListAsync(ServingRequest request, CancellationToken stop)
    {
        await using var host = await TeamHost.OpenAsync(request.Team, request.Store, request.Model, terminal, time, stop);
        var waiting = await host.Runtime.WaitingAsync(stop).ToListAsync(stop);
        if (request.Json)
            WaitingView.Write(terminal.Text, waiting);
        else
            WaitingView.Show(terminal.OpenScreen(), waiting, time.GetUtcNow(), id => NextCommand.Desk(request, id.Value));
        return ExitCode.Served;
    }

    private static async Task<Turn?> Alone(Task act)
    {
        await act;
        return null;
    }

    private CallId CallIn(ConversationId id, ConversationStatus status, ParseResult parsed)
    {
        if (parsed.GetValue(call) is { } given)
            return new CallId(given);
        return status.Approvals switch
        {
            [] => throw new BadInputException(
                "No tool call waits for approval in this conversation"
                    + (
                        status.Unfinished is null
                            ? "."
                            : $", but a turn is unfinished. This finishes it: {NextCommand.Resume(serving.Read(parsed), id.Value)}"
                    )
            ),
            [var only] => only.CallId,
            var several => throw new BadInputException(
                $"{several.Count} tool calls wait for approval. Choose one with --call: "
                    + $"{string.Join(", ", several.Select(asked => asked.CallId))}."
            ),
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
