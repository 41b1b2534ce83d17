using Baton.Loopback;

namespace Baton.Bench.Faults;

/// <summary>Answers for a provider as the mix has it: sensibly, or with the fault that is due. It counts what it did.</summary>
internal sealed class FaultyAgents(FaultMix mix)
{
    private readonly int[] counts = new int[Enum.GetValues<FaultKind>().Length];

    /// <summary>How often each fault was injected, and how often none.</summary>
    public int CountOf(FaultKind kind) => Volatile.Read(ref counts[(int)kind]);

    /// <summary>Answers one request.</summary>
    public ScriptedReply Reply(Dialect dialect, ParsedRequest request)
    {
        if (SampleAgents.CaseIn(request) == Case.WarmUp)
            return SampleAgents.Play(request);
        var kind = mix.For(dialect, request.Number);
        Interlocked.Increment(ref counts[(int)kind]);
        return kind switch
        {
            FaultKind.RateLimited => new() { Failure = new(429, "Slow down.", RetryAfter: "1", Type: "rate_limit_error") },
            FaultKind.Overloaded => ScriptedReply.Fails(529, "Overloaded."),
            FaultKind.Dropped => new() { Drops = true },
            FaultKind.CutStream => SampleAgents.Play(request) with { BreaksOff = true },
            // Until the client goes away.
            FaultKind.Hang => new() { Gate = new TaskCompletionSource().Task },
            FaultKind.MalformedCall => Malformed(dialect, request),
            FaultKind.WrongReply => Wrong(mix.Draw((int)dialect + 100, request.Number)),
            _ => SampleAgents.Play(request),
        };
    }

    private static ScriptedReply Malformed(Dialect dialect, ParsedRequest request)
    {
        var tool = SampleAgents.Play(request).ToolCalls is [var first, ..] ? first.Tool : request.Tools[0];
        return ScriptedReply.Calls(
            (
                tool,
                ScriptedReply.CanBeMalformed(dialect, request.Streaming)
                    ? """{"case": "1"""
                    : """{"case": {"of": [7]}, "summary": [], "issue": {}}"""
            )
        );
    }

    private static ScriptedReply Wrong(double at) =>
        at switch
        {
            < 0.25 => ScriptedReply.Calls(("transfer_to_nobody", """{"summary":"Somebody else's."}""")),
            < 0.5 => new(),
            < 0.75 => ScriptedReply.Says("I have refunded the $49.99 to your card."),
            _ => ScriptedReply.Says("I'm transferring you to our billing team now."),
        };
}
