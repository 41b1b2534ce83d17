using System.Globalization;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Oracle.Records;
using Baton.Runtime.Callbacks;
using Baton.Simulation.Worlds;
using Baton.Teams.SharedStates;

namespace Baton.Simulation.Running;

/// <summary>Everybody outside: people at desks, systems, the program that runs the team, and whoever starts and stops processes.</summary>
internal sealed class Outside
{
    private static readonly string[] People = ["maria", "john", "aiko"];

    private readonly RunningWorld running;
    private readonly Customers customers;
    private readonly List<string> pending = [];
    private int acts;

    /// <param name="running">The world.</param>
    public Outside(RunningWorld running) => (this.running, customers) = (running, new Customers(running, pending));

    /// <summary>The calls that have not returned, each in words.</summary>
    public IReadOnlyList<string> Pending => pending;

    /// <summary>Begins an act, and does not wait for its end.</summary>
    public void Begin(Act act)
    {
        switch (act.Kind)
        {
            case ActKind.Say:
                customers.Say(act);
                break;
            case ActKind.Abandon:
                customers.Abandon(act.Conversation);
                break;
            case ActKind.Kill:
                running.ProcessOf(act.Process).Kill();
                break;
            case ActKind.Stop:
                Stop(running.ProcessOf(act.Process));
                break;
            case ActKind.Start:
                running.Start(act.Process);
                break;
            case ActKind.JumpForward:
                Jump(TimeSpan.FromHours(1));
                break;
            case ActKind.JumpBack:
                Jump(TimeSpan.FromHours(-1));
                break;
            case ActKind.StoreAway:
                running.Shared.GoAway(TimeSpan.FromSeconds(20));
                break;
            default:
                if (running.ServingProcess(act.Process) is { } process)
                    _ = WatchAsync(process, act.Kind.ToString(), ended => ActAsync(process, act, ended));
                break;
        }
    }

    /// <summary>Stops a process as a deploy does.</summary>
    public void Stop(SimulatedProcess process) => _ = WatchAsync(process, "Stop", _ => process.StopAsync());

    private void Jump(TimeSpan by)
    {
        running.Clock.Ahead += by;
        running.Recorder.Add(new Happening.ClockJumped(by));
    }

    // Whoever calls a process that dies sees the connection break.
    private async Task WatchAsync(SimulatedProcess process, string name, Func<int, Task> act)
    {
        var number = ++acts;
        var words = string.Create(CultureInfo.InvariantCulture, $"{name} {number} at process {process.Number}");
        pending.Add(words);
        void Break()
        {
            if (pending.Remove(words) && name != "Stop")
                running.Recorder.Add(new Happening.ActEnded(number, "Disconnected", null), process.Number);
        }

        process.Died += Break;
        try
        {
            await act(number);
        }
        catch (Exception exception)
        {
            running.Fail("nothing throws what it does not say", $"{words}: {exception}");
        }

        process.Died -= Break;
        pending.Remove(words);
    }

    private Task ActAsync(SimulatedProcess process, Act act, int number) =>
        act.Kind switch
        {
            ActKind.Resume or ActKind.Close or ActKind.WriteAsProgram => OperateAsync(process, act, number),
            >= ActKind.CallBackAccept and <= ActKind.CallBackHandBack => CallBackAsync(process, act, number),
            _ => ActAsPersonAsync(process, act, number),
        };

    private Task OperateAsync(SimulatedProcess process, Act act, int number)
    {
        var conversation = Secrets.Conversation(act.Conversation);
        return DoAsync(
            process,
            number,
            "program",
            act.Kind.ToString(),
            conversation,
            null,
            null,
            () =>
                act.Kind switch
                {
                    ActKind.Resume => process.Runtime.ResumeAsync(conversation),
                    ActKind.Close => process.Runtime.CloseAsync(conversation, "The customer is gone."),
                    _ => process.Runtime.WriteStateAsync(conversation, [EditOf(act)], $"edit{act.Choice}"),
                }
        );
    }

    private async Task ActAsPersonAsync(SimulatedProcess process, Act act, int number)
    {
        var (conversation, call) = (Secrets.Conversation(act.Conversation), new CallId("none"));
        if (!act.Alternative && await FindAsync(process, act) is { } waiting)
            (conversation, call) = (waiting.Conversation, (waiting as WaitingApproval)?.CallId ?? call);
        var by = People[act.Choice % People.Length];
        var person = process.Runtime.AsOperator(by);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{by} says {number}{(act.Kind == ActKind.Ask ? ". Which order is it?" : ".")}"
        );
        var issue = new IssueId(1 + (act.Choice % 3));
        await DoAsync(
            process,
            number,
            by,
            act.Kind switch
            {
                ActKind.HandBackSolved => nameof(ActKind.HandBack),
                ActKind.WriteAsPerson => "WriteState",
                var kind => kind.ToString(),
            },
            conversation,
            act.Kind is ActKind.Approve or ActKind.Refuse ? call.Value : null,
            text,
            () =>
                act.Kind switch
                {
                    ActKind.Approve => person.ApproveAsync(conversation, call, text),
                    ActKind.Refuse => person.RefuseAsync(conversation, call, text),
                    ActKind.Claim => person.ClaimAsync(conversation),
                    ActKind.Release => person.ReleaseAsync(conversation, text),
                    ActKind.Reply => person.ReplyAsync(conversation, text),
                    ActKind.Ask => person.AskAsync(conversation, text),
                    ActKind.Decline => person.DeclineAsync(conversation, text),
                    ActKind.HandBack => person.HandBackAsync(conversation, text),
                    ActKind.HandBackSolved => person.HandBackAsync(conversation, text, resolved: true),
                    ActKind.Note => person.NoteAsync(conversation, text),
                    ActKind.Grant => person.GrantAsync(conversation, Permission.Parse("pay <= 100"), act.Choice % 2 == 0 ? issue : null),
                    ActKind.ResolveIssue => person.ResolveIssueAsync(conversation, issue, text),
                    ActKind.DeclineIssue => person.DeclineIssueAsync(conversation, issue, text),
                    ActKind.WriteAsPerson => person.WriteStateAsync(conversation, [EditOf(act)], $"note{act.Choice}"),
                    _ => throw new InvalidOperationException($"{act.Kind} is no act of a person."),
                }
        );
    }

    // Refusals and a store that fails are answers; anything else is not.
    private async Task DoAsync(
        SimulatedProcess process,
        int number,
        string by,
        string kind,
        ConversationId conversation,
        string? call,
        string? text,
        Func<Task> act
    )
    {
        running.Recorder.Add(new Happening.ActBegun(number, by, kind, conversation.Value, call, text), process.Number);
        Exception? refusal = null;
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or JournalException)
        {
            refusal = exception;
        }

        if (process.IsAlive)
            running.Recorder.Add(new Happening.ActEnded(number, refusal?.GetType().Name, refusal?.Message), process.Number);
    }

    private async Task CallBackAsync(SimulatedProcess process, Act act, int number)
    {
        var told = running.Receivers.Tickets;
        var from = running.World.Team.Desks.ToList().FindIndex(desk => desk.IsSystem);
        if (told.Count == 0 || from < 0)
            return;
        // Some systems take one ticket for another.
        var ticket = act is { Alternative: true, Choice: 0 } ? $"{told[0]}7" : told[act.Choice % told.Count];
        var callback = new Callback
        {
            // The same choice again is the same callback, or another under its id.
            Id = string.Create(CultureInfo.InvariantCulture, $"{act.Choice} of {ticket}"),
            From = SimulatedTeam.DeskName(from),
            Ticket = new TicketId(ticket),
            Act = act.Kind switch
            {
                ActKind.CallBackAccept => CallbackAct.Accept,
                ActKind.CallBackReply => CallbackAct.Reply,
                ActKind.CallBackAsk => CallbackAct.Ask,
                ActKind.CallBackDecline => CallbackAct.Decline,
                ActKind.CallBackNote => CallbackAct.Note,
                _ => CallbackAct.HandBack,
            },
            Text = act.Kind == ActKind.CallBackAccept ? null : string.Create(CultureInfo.InvariantCulture, $"system says {number}."),
            Resolved = act.Alternative,
        };
        running.Recorder.Add(
            new Happening.CalledBack(number, callback.From, callback.Id, callback.Act.ToString(), callback.Ticket.Value, callback.Text),
            process.Number
        );
        try
        {
            var result = await process.Runtime.TakeCallbackAsync(callback);
            if (process.IsAlive)
                running.Recorder.Add(new Happening.CallbackAnswered(number, result.Refusal?.ToString(), null), process.Number);
            await result.Completion;
        }
        catch (Exception exception) when (exception is ArgumentException or JournalException)
        {
            if (process.IsAlive)
                running.Recorder.Add(new Happening.CallbackAnswered(number, null, exception.GetType().Name), process.Number);
        }
    }

    // What a person picks from the list of what waits.
    private static async Task<Waiting?> FindAsync(SimulatedProcess process, Act act)
    {
        List<Waiting> fitting = [];
        try
        {
            await foreach (var waiting in process.Runtime.WaitingAsync())
            {
                if (waiting is WaitingApproval == act.Kind is ActKind.Approve or ActKind.Refuse)
                    fitting.Add(waiting);
            }
        }
        catch (JournalException)
        {
            return null;
        }

        return fitting.Count > 0 ? fitting[act.Choice % fitting.Count] : null;
    }

    private static StateEdit EditOf(Act act) =>
        act.Choice % 2 == 0
            ? new StateEdit("count", JsonText.Parse("2"))
            : new StateEdit("note", JsonText.Parse("\"by hand\""), act.Choice % 3);
}
