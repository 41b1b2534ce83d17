using Microsoft.Extensions.AI;

namespace Baton.Texts.Routers;

/// <summary>How a router is trained. The defaults serve from five examples a route to thousands.</summary>
public sealed record RouterOptions
{
    /// <summary>
    /// Messages that are not learned from, but on which confidence, rejection and the wish for a person are calibrated. None, the default,
    /// means that examples are left out of the training in turn for this.
    /// </summary>
    public IReadOnlyList<RouterExample> Validation { get; init; } = [];

    /// <summary>
    /// Conversations from which the router learns when customers stay with who serves them and when they move on. None, the default, means
    /// general knowledge of that.
    /// </summary>
    public IReadOnlyList<RouterDialogue> Dialogues { get; init; } = [];

    /// <summary>
    /// How much of what somebody here should take is kept: a message is out of scope when it looks less like what was learned than all but
    /// this share. From 0 to 1; 0.95 unless said otherwise.
    /// </summary>
    public double KeptInScope { get; init; } = 0.95;

    /// <summary>
    /// Gives each text a vector, as further features. None by default. A router with it is trained by <see cref="Router.TrainAsync"/> and asked
    /// by <see cref="Router.RouteAsync"/>.
    /// </summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Embeddings { get; init; }
}
