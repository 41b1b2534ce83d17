using Baton.Journals;
using Baton.Teams.Fallbacks;

namespace Baton.TeamFiles.Drafts;

/// <summary>What is done when a model fails, as one level of the file says it. What is null is said by the level above.</summary>
internal sealed record FallbackDraft
{
    public int? Retries { get; init; }

    public TimeSpan? RetryDelay { get; init; }

    public TimeSpan? LongestRetryDelay { get; init; }

    public int? Corrections { get; init; }

    public int? LongestReply { get; init; }

    public Word? Generalist { get; init; }

    /// <summary>Whether a generalist was written that could not be read.</summary>
    public bool GeneralistLost { get; init; }

    public bool? Promises { get; init; }

    public bool? Leaks { get; init; }

    public bool? Amounts { get; init; }

    public bool? HoldsText { get; init; }

    public JsonText? Schema { get; init; }

    /// <summary>When a waiting customer gets a word; null where it is not said.</summary>
    public TimeSpan? InterimAfter { get; init; }

    /// <summary>Whether a waiting customer gets no word.</summary>
    public bool NeverInterim { get; init; }

    public FallbackTexts Texts { get; init; } = new();

    /// <summary>The whole policy of this level.</summary>
    /// <param name="above">The policy of the level above.</param>
    /// <param name="agents">The agents of the file, by name.</param>
    public FallbackPolicy Over(FallbackPolicy above, IReadOnlyDictionary<string, Agent> agents)
    {
        var delay = RetryDelay ?? above.RetryDelay;
        var longest = LongestRetryDelay ?? above.LongestRetryDelay;
        return above with
        {
            Retries = Retries ?? above.Retries,
            RetryDelay = delay,
            // Whoever asks for a longer first wait wants it, though the longest was not said.
            LongestRetryDelay = LongestRetryDelay is null && longest < delay ? delay : longest,
            Corrections = Corrections ?? above.Corrections,
            LongestReply = LongestReply ?? above.LongestReply,
            Generalist = Generalist is { } name ? agents[name.Text] : above.Generalist,
            Validation = new ValidationPolicy
            {
                Promises = Promises ?? above.Validation.Promises,
                Leaks = Leaks ?? above.Validation.Leaks,
                Amounts = Amounts ?? above.Validation.Amounts,
                HoldsText = HoldsText ?? above.Validation.HoldsText,
                Schema = Schema ?? above.Validation.Schema,
            },
            InterimAfter = NeverInterim ? null : InterimAfter ?? above.InterimAfter,
            Texts = Texts,
        };
    }
}
