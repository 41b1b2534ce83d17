using Baton.Agents;
using Microsoft.Extensions.AI;

namespace Baton.Conversations.Performing;

/// <summary>An agent's chat client, with the name by which the journal knows its model.</summary>
internal sealed record ModelBinding(IChatClient Client, string? Label)
{
    public static ModelBinding For(Agent agent, Func<Agent, IChatClient> models)
    {
        var client = models(agent);
        var metadata = client.GetService<ChatClientMetadata>();
        var label = metadata?.DefaultModelId is { } name
            ? metadata.ProviderName is { Length: > 0 } provider ? $"{provider}/{name}" : name
            : agent.Model;
        return new ModelBinding(client, label);
    }
}
