using System.Buffers;
using Baton.Deciding;
using Baton.Deciding.Timers;
using Baton.Journals;
using Baton.Performing.Sessions;
using Baton.Simulation.Running;
using Baton.States;
using Baton.States.Histories;
using Baton.Tests.Waking;

namespace Baton.Simulation.Judging;

/// <summary>
/// Rule 9: compares what a process has in memory with the fold of the journal from its first entry, and what it does next with what another
/// process would do.
/// </summary>
internal sealed class StateJudge(RunningWorld running)
{
    private const string SameState = "9 the same entries give the same state";

    /// <summary>Looks at the conversations that a process has in memory, before it is gone.</summary>
    public void Inspect(SimulatedProcess process)
    {
        foreach (var session in process.Runtime.Idle)
        {
            var entries = running.Recorder.EntriesOf(session.Id);
            // What others appended since is read at the next use. Of a long conversation the past is not in memory.
            if (session.HasPending || session.State.Version == 0 || session.State.Version > entries.Count || session.Entries.Before > 0)
                continue;
            var known = entries.Take((int)session.State.Version).ToList();
            var told = StateText.Of(session.State);
            var folded = Fold(known);
            if (StateText.Of(folded) is var expected && expected != told)
                running.Fail(
                    SameState,
                    $"{session.Id} at {session.State.Version} in process {process.Number}: {Difference(expected, told)}"
                );
            Compare(process.Runtime.Team, session.Id, known, folded, session.Transcript, folded, $"in process {process.Number}");
        }
    }

    /// <summary>Looks at each conversation as the next process would: through the stored form of its entries.</summary>
    public void InspectStored(Team team)
    {
        foreach (var conversation in running.Recorder.Conversations)
        {
            var entries = running.Recorder.EntriesOf(conversation);
            var stored = entries.Select(Stored).ToList();
            var (folded, read) = (Fold(entries), Fold(stored));
            var (expected, told) = (StateText.Of(folded), StateText.Of(read));
            if (expected != told)
                running.Fail(SameState, $"{conversation} at {entries.Count} through its stored form: {Difference(expected, told)}");
            // In the middle of the work there is more to decide than at its end; where, differs from world to world.
            if (entries.Count < 2)
                continue;
            var some = 1 + (int)(running.Recorder.Fingerprint % (ulong)(entries.Count - 1));
            var (part, storedPart) = (entries.Take(some).ToList(), stored.Take(some).ToList());
            Compare(team, conversation, part, Fold(part), TranscriptOf(storedPart), Fold(storedPart), "through its stored form");
        }
    }

    private void Compare(
        Team team,
        ConversationId conversation,
        List<JournalEntry> entries,
        ConversationState folded,
        Transcript transcript,
        ConversationState other,
        string where
    )
    {
        var (expected, told) = (Next(team, conversation, TranscriptOf(entries), folded), Next(team, conversation, transcript, other));
        if (expected != told)
            running.Fail(
                "9 the same journal gives the same next step",
                $"{conversation} at {entries.Count} {where}: {Difference(expected, told)}"
            );
    }

    private static string Next(Team team, ConversationId conversation, Transcript transcript, ConversationState state) =>
        state.IsClosed
            ? "closed"
            : StepText.Of(Decision.Next(team, conversation, transcript, state))
                + $", due {Agenda.Next(team, conversation, transcript, state)}";

    private static ConversationState Fold(IReadOnlyList<JournalEntry> entries) =>
        entries.Aggregate(ConversationState.Empty, ConversationFold.Apply);

    private static Transcript TranscriptOf(IReadOnlyList<JournalEntry> entries)
    {
        var window = new EntryWindow();
        foreach (var entry in entries)
            window.Add(entry);
        return new Transcript().Read(window);
    }

    private static JournalEntry Stored(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return JournalCodec.Read(line.WrittenSpan);
    }

    private static string Difference(string expected, string told)
    {
        var at = 0;
        while (at < expected.Length && at < told.Length && expected[at] == told[at])
            at++;
        var from = Math.Max(0, at - 80);
        return $"expected …{Piece(expected)}…, found …{Piece(told)}…";

        string Piece(string text) => text[Math.Min(from, text.Length)..Math.Min(text.Length, at + 80)];
    }
}
