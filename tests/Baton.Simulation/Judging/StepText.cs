using System.Buffers;
using System.Text;
using Baton.Deciding;
using Baton.Journals;

namespace Baton.Simulation.Judging;

/// <summary>A step as text, so that two processes' steps can be compared.</summary>
internal static class StepText
{
    public static string Of(Step step) =>
        step switch
        {
            Step.RouteMessage route => $"route {route.Message} {route.Text}",
            Step.CallModel call => $"call the model of {call.Participant}",
            Step.CallTools call => $"call {Ids(call.Calls.Select(due => $"{due.Call.CallId} {due.InDoubt}"))}, not {Ids(call.Forbidden)}",
            Step.WriteState write => $"write {Ids(write.Writes.Select(due => $"{due.Call.CallId} {due.Problem}"))}",
            Step.UpdateIssues update => $"update {Lines(update.Entries)}",
            Step.Correct correct =>
                $"correct {correct.Participant} {correct.Fault} {correct.Detail} {correct.Correction} {Ids(correct.Refused)}"
                    + Lines(correct.Accepted),
            Step.Summarise => "summarise",
            Step.HandOff handOff => $"hand off {Lines([.. handOff.Changes, handOff.Handoff])}",
            Step.AskApproval ask => $"ask {Lines([.. ask.Requests])}",
            Step.Note note => $"note {Lines(note.Entries)}",
            Step.OpenTicket open => $"open {Lines([.. open.Changes, open.Ticket])}",
            Step.TellOfWait tell => $"tell {Lines([tell.Answer])}",
            Step.Delegate delegated => $"delegate {Lines([.. delegated.Changes, .. delegated.Handoffs])}",
            Step.RunLegs run => $"run {string.Join(' ', run.Legs)}",
            Step.EndLeg end => $"end {Lines([.. end.Changes, end.End])}",
            Step.Reply reply => $"reply {Lines([.. reply.Changes, reply.Answer])}",
            Step.GiveUp give => $"give up {Lines([.. give.Changes, give.Answer])}",
            _ => ReferenceEquals(step, Step.Wait.ForPerson) ? "wait for a person" : step.GetType().Name,
        };

    private static string Ids(IEnumerable<RefusedCall> calls) => Ids(calls.Select(refused => $"{refused.Call.CallId} {refused.Problem}"));

    private static string Ids(IEnumerable<string> calls) => $"[{string.Join("; ", calls)}]";

    private static string Lines(IReadOnlyList<JournalEntry> entries)
    {
        var line = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
            JournalCodec.Write(entry, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
