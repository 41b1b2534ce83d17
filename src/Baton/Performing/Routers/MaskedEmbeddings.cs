using Baton.Teams.Clearances;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Routers;

/// <summary>
/// Masks what an embedding generator reads, as for the lowest clearance in the team: the generator may be an outside service.
/// </summary>
internal sealed class MaskedEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner, ReaderAccess reader)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GenerateAsync(values.Select(reader.Text), options, cancellationToken);
}
