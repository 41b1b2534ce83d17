using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Baton.Journals.Entries;

/// <summary>Tokens that a call used.</summary>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="OutputTokens">Tokens written.</param>
internal readonly record struct TokenUsage(long InputTokens, long OutputTokens)
{
    /// <summary>Of the tokens read, those that the provider had in its cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long CachedInputTokens { get; init; }

    /// <summary>What they cost; null if the team has no price for the model.</summary>
    public UsageCost? Cost { get; init; }

    public static TokenUsage operator +(TokenUsage left, TokenUsage right) =>
        new(left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens)
        {
            CachedInputTokens = left.CachedInputTokens + right.CachedInputTokens,
            Cost = UsageCost.Sum(left.Cost, right.Cost),
        };

    /// <summary>Adds them to what a participant has used so far.</summary>
    public void AddTo(Dictionary<string, UsageDetails> used, string participant)
    {
        if (!used.TryGetValue(participant, out var details))
            used.Add(
                participant,
                details = new UsageDetails
                {
                    InputTokenCount = 0,
                    CachedInputTokenCount = 0,
                    OutputTokenCount = 0,
                    TotalTokenCount = 0,
                }
            );
        details.InputTokenCount += InputTokens;
        details.CachedInputTokenCount += CachedInputTokens;
        details.OutputTokenCount += OutputTokens;
        details.TotalTokenCount += InputTokens + OutputTokens;
    }
}
