using System.Globalization;
using Baton.Journals;
using Baton.Oracle.Records;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Running;

/// <summary>The customers' programs: they send messages, wait, give up, and send again what they do not know to have arrived.</summary>
/// <param name="running">The world.</param>
/// <param name="pending">The calls that have not returned, each in words.</param>
internal sealed class Customers(RunningWorld running, List<string> pending)
{
    private const int MostAttempts = 4;

    private readonly Dictionary<int, CancellationTokenSource> latest = [];
    private int calls;

    /// <summary>Sends a message.</summary>
    public void Say(Act act) => _ = SayAsync(act, attempt: 1);

    /// <summary>Gives up the latest call in a conversation.</summary>
    public void Abandon(int conversation)
    {
        if (!latest.Remove(conversation, out var call))
            return;
        running.Recorder.Add(new Happening.GivenUp(Secrets.Conversation(conversation).Value));
        call.Cancel();
    }

    private async Task SayAsync(Act act, int attempt)
    {
        if (running.ServingProcess(act.Process + attempt - 1) is not { } process)
        {
            AgainLater(act, attempt);
            return;
        }

        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"message {Words.Mark(act.Conversation, act.Message)}, call {++calls} at process {process.Number}"
        );
        var (conversation, message) = (Secrets.Conversation(act.Conversation), MessageOf(act));
        var stop = latest[act.Conversation] = new CancellationTokenSource();
        running.Recorder.Add(
            new Happening.Sent(Secrets.CustomerOf(act.Conversation), conversation.Value, message.Value, Words.Message(act)),
            process.Number
        );
        pending.Add(words);
        void Break()
        {
            if (!pending.Remove(words))
                return;
            Failed(act, process, "Disconnected", "");
            AgainLater(act, attempt);
        }

        process.Died += Break;
        var isAgain = false;
        try
        {
            var turn = act.Alternative ? await StreamAsync(act, process, stop.Token) : await RunAsync(act, process, stop.Token);
            if (process.IsAlive)
                running.Recorder.Add(
                    new Happening.Answered(conversation.Value, turn.Message.Value, turn.FinalOutput, turn.Outcome.ToString()),
                    process.Number
                );
        }
        catch (Exception exception) when (exception is JournalException or OperationCanceledException)
        {
            isAgain = exception is JournalException;
            Failed(act, process, exception.GetType().Name, exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            Failed(act, process, exception.GetType().Name, exception.Message);
        }
        catch (Exception exception)
        {
            running.Fail("nothing throws what it does not say", $"{words}: {exception}");
        }

        process.Died -= Break;
        if (pending.Remove(words) && isAgain)
            AgainLater(act, attempt);
    }

    private void Failed(Act act, SimulatedProcess process, string error, string text) =>
        running.Recorder.Add(
            new Happening.SendFailed(Secrets.Conversation(act.Conversation).Value, MessageOf(act).Value, error, text),
            process.Number
        );

    // Not everybody tries again.
    private void AgainLater(Act act, int attempt)
    {
        if (attempt >= MostAttempts || act.Choice % 4 == 3)
            return;
        ITimer? timer = null;
        timer = running.Clock.CreateTimer(
            _ =>
            {
                timer!.Dispose();
                _ = SayAsync(act, attempt + 1);
            },
            null,
            TimeSpan.FromSeconds(15 * attempt),
            Timeout.InfiniteTimeSpan,
            () => true
        );
    }

    private static Task<Turn> RunAsync(Act act, SimulatedProcess process, CancellationToken cancellationToken) =>
        process.Runtime.RunAsync(
            Words.Message(act),
            Secrets.Conversation(act.Conversation),
            MessageOf(act),
            new CustomerId(Secrets.CustomerOf(act.Conversation)),
            cancellationToken: cancellationToken
        );

    private async Task<Turn> StreamAsync(Act act, SimulatedProcess process, CancellationToken cancellationToken)
    {
        var conversation = Secrets.Conversation(act.Conversation);
        Turn? turn = null;
        await foreach (
            var update in process.Runtime.RunStreamingAsync(
                Words.Message(act),
                conversation,
                MessageOf(act),
                new CustomerId(Secrets.CustomerOf(act.Conversation)),
                cancellationToken: cancellationToken
            )
        )
        {
            turn = update is TurnEnded ended ? ended.Turn : turn;
            if (!process.IsAlive)
                continue;
            Happening? seen = update switch
            {
                EntryAppended appended => new Happening.Shown(conversation.Value, appended.Entry.Seq),
                TextDelta delta => new Happening.Drafted(conversation.Value, delta.Participant, delta.Text),
                TextWithdrawn withdrawn => new Happening.Drafted(conversation.Value, withdrawn.Participant, null),
                _ => null,
            };
            if (seen is not null)
                running.Recorder.Add(seen, process.Number);
        }

        return turn ?? throw new InvalidOperationException("The stream ended without a turn.");
    }

    private static MessageId MessageOf(Act act) => new(Words.Mark(act.Conversation, act.Message));
}
