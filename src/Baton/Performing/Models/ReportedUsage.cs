using Baton.Journals.Entries;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>The tokens that a provider reports of a call, with what they cost at the team's prices.</summary>
internal static class ReportedUsage
{
    /// <summary>The usage of a reply; null if the provider reports none.</summary>
    public static TokenUsage? Of(ChatResponse response, ModelBinding binding, Team team)
    {
        if (response.Usage is not { } reported)
            return null;
        var (input, output) = (reported.InputTokenCount ?? 0, reported.OutputTokenCount ?? 0);
        var cached = Math.Clamp(reported.CachedInputTokenCount ?? 0, 0, Math.Max(0, input));
        return new TokenUsage(input, output)
        {
            CachedInputTokens = cached,
            Cost =
                team.Prices is { } prices && binding.Label is { } model && prices.Models.TryGetValue(model, out var price)
                    ? new UsageCost(price.Of(input, cached, output), prices.Currency)
                    : null,
        };
    }
}
