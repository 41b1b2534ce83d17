using Baton.Teams.Clearances;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Routers;

/// <summary>Shows a generator of embeddings, which may be a service, no more than everybody in the team may see.</summary>
internal sealed class MaskedEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner, ReaderAccess reader) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GenerateAsync(values.Select(reader.Text), options, cancellationToken);
}
