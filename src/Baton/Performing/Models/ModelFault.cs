using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;

namespace Baton.Performing.Models;

/// <summary>Why an attempt gave no reply.</summary>
/// <param name="Failure">Its kind and cause.</param>
/// <param name="Detail">What happened, in a sentence, for the journal.</param>
internal sealed record ModelFault(ModelFailure Failure, string Detail)
{
    /// <summary>The tokens that the attempt used, if the provider reports them.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Whether the team's own checks or limits stopped it. Then no other model helps.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The client's exception, for operators.</summary>
    public Exception? Exception { get; init; }

    public FailureCause Cause => Failure.Cause;
}

/// <summary>Carries a fault through the retries and the circuit breaker.</summary>
internal sealed class ModelFaultException(ModelFault fault) : Exception(fault.Detail)
{
    public ModelFault Fault { get; } = fault;
}
