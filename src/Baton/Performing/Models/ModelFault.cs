using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;

namespace Baton.Performing.Models;

/// <summary>Why a model's attempt gave no reply.</summary>
/// <param name="Failure">What it means.</param>
/// <param name="Detail">What happened, in a sentence, for the journal.</param>
internal sealed record ModelFault(ModelFailure Failure, string Detail)
{
    /// <summary>What the attempt used, where the provider says so.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Whether the team's own checks stopped it: no other model helps.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What the client threw, for operators.</summary>
    public Exception? Exception { get; init; }

    public FailureCause Cause => Failure.Cause;
}

/// <summary>Carries a fault through the pipeline of retries and circuit.</summary>
internal sealed class ModelFaultException(ModelFault fault) : Exception(fault.Detail)
{
    public ModelFault Fault { get; } = fault;
}
