using Microsoft.Extensions.AI;

namespace Baton.Texts.Routers;

/// <summary>How a router is trained. The defaults suit from five to thousands of examples a route.</summary>
public sealed record RouterOptions
{
    /// <summary>
    /// Messages for calibrating confidence, rejection and the detection of requests for a person; the router does not learn from them.
    /// None, the default: examples are held out in turn instead.
    /// </summary>
    public IReadOnlyList<RouterExample> Validation { get; init; } = [];

    /// <summary>
    /// Conversations from which the router learns when customers change the subject. None, the default: it uses general weights.
    /// </summary>
    public IReadOnlyList<RouterDialogue> Dialogues { get; init; } = [];

    /// <summary>
    /// The share of in-scope messages to keep: a message is out of scope if it resembles the training texts less than all but the remaining
    /// share does. From 0 to 1; default 0.95.
    /// </summary>
    public double KeptInScope { get; init; } = 0.95;

    /// <summary>
    /// Generates a vector for each text, as additional features. Default: none. A router with it needs <see cref="Router.TrainAsync"/> and
    /// <see cref="Router.RouteAsync"/>.
    /// </summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Embeddings { get; init; }
}
