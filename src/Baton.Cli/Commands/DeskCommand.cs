using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Conversations;
using Baton.Escalations;

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
    private readonly Option<bool> handBack = new("--hand-back") { Description = "Close the ticket and give the conversation to an agent. Needs --note: what was done." };
    private readonly Option<string?> to = new("--to") { Description = "The agent to hand back to. Default: the one that could not go on.", HelpName = "AGENT" };
    private readonly Option<bool> resolved = new("--resolved") { Description = "With --hand-back: the ticket's issues are solved." };
    private readonly Option<string?> note = new("--note") { Description = "What the agent is told beside it.", HelpName = "TEXT" };

    public DeskCommand(Terminal terminal, TimeProvider time)
        : base("desk", "Shows what was said in a conversation and what waits for a person in it, and lets one act. With --json: the entries that wait, or those that an act adds.")
    {
        this.terminal = terminal;
        this.time = time;
        serving.AddTo(this);
        foreach (var option in new Option[] { name, approve, refuse, call, reply, handBack, to, resolved, note })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var act = ActOf(parsed, stop);
        var request = serving.Read(parsed);
        if (request.Conversation is not { } conversation)
            throw new BadInputException("--conversation is missing: 'baton show' lists the conversations.");
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
        var text = parsed.GetValue(reply);
        var acts = new[] { parsed.GetValue(approve), parsed.GetValue(refuse), text is not null, isHandBack }.Count(isAsked => isAsked);
        if (acts > 1)
            throw new BadInputException("One act at a time: give one of --approve, --refuse, --reply and --hand-back.");
        Require(isDecision, parsed.GetValue(call) is not null, "--call goes with --approve and --refuse.");
        Require(isHandBack, parsed.GetValue(to) is not null, "--to goes with --hand-back.");
        Require(isHandBack, parsed.GetValue(resolved), "--resolved goes with --hand-back.");
        Require(isDecision || isHandBack, parsed.GetValue(note) is not null, "--note goes with --approve, --refuse and --hand-back.");
        if (acts == 0)
            return null;
        if (string.IsNullOrWhiteSpace(parsed.GetValue(name)))
            throw new BadInputException("--as is missing: who acts?");
        var said = parsed.GetValue(note);
        if (isHandBack)
            Fill(said, "--note");
        else if (text is not null)
            Fill(text, "--reply");
        return (person, id, standing) => isHandBack ? person.HandBackAsync(id, said!, parsed.GetValue(to), parsed.GetValue(resolved), stop)
            : text is not null ? person.ReplyAsync(id, text, stop)
            : parsed.GetValue(approve) ? person.ApproveAsync(id, CallIn(standing, parsed), said, stop)
            : person.RefuseAsync(id, CallIn(standing, parsed), said, stop);
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
