using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;

namespace Baton.Simulation.Running;

/// <summary>What a model gives for one call.</summary>
internal sealed record ModelReply
{
    /// <summary>Its text; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>Its calls, with their arguments as text.</summary>
    public IReadOnlyList<(string Tool, string Arguments)> Calls { get; init; } = [];

    /// <summary>The tool that its text is a call of; null if the text is words.</summary>
    public string? Written { get; init; }

    /// <summary>Whether a private block of its provider comes with it.</summary>
    public bool IsThought { get; init; }

    /// <summary>Why it stopped. Default: because it was done.</summary>
    public ChatFinishReason? Finish { get; init; }

    /// <summary>How it fails, after it has written its text; null if it does not.</summary>
    public ModelFailure? Failure { get; init; }

    /// <summary>How long it takes; infinite if it never answers.</summary>
    public TimeSpan Takes { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A reply of text.</summary>
    public static ModelReply Say(string text) => new() { Text = text };

    /// <summary>A reply of one call.</summary>
    public static ModelReply Call(string tool, string arguments = "{}") => new() { Calls = [(tool, arguments)] };

    /// <summary>A provider's failure.</summary>
    public static ModelReply Fail(ModelFailure failure) => new() { Failure = failure };

    /// <summary>This reply with one call more.</summary>
    public ModelReply And(string tool, string arguments = "{}") => this with { Calls = [.. Calls, (tool, arguments)] };
}

/// <summary>A provider's failure, as its client throws it.</summary>
internal sealed class ProviderException(ModelFailure failure) : Exception("The provider failed.")
{
    /// <summary>What it means.</summary>
    public ModelFailure Failure { get; } = failure;
}
