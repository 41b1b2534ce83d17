using Baton.Journals.Entries;

namespace Baton.Teams.Fallbacks;

/// <summary>
/// What the runtime itself tells customers when something fails, in the team's language. <c>{why}</c> in <see cref="Sorry"/> and <see
/// cref="SorryForRest"/> stands for the cause in plain words, <c>{reference}</c> in <see cref="Next"/> for the conversation's id.
/// </summary>
public sealed record FallbackTexts
{
    /// <summary>When nothing was answered.</summary>
    public string Sorry { get; init; } = "I am sorry, I could not answer this: {why}.";

    /// <summary>When a part was answered.</summary>
    public string SorryForRest { get; init; } = "I am sorry, I could not finish the rest: {why}.";

    /// <summary>The heading for what was carried out and not told yet.</summary>
    public string Done { get; init; } = "Done:";

    /// <summary>The heading for what was begun with an unknown outcome.</summary>
    public string InDoubt { get; init; } = "Started, but I do not know whether it was carried out:";

    /// <summary>The heading for the issues that are left.</summary>
    public string NotDone { get; init; } = "Not done:";

    /// <summary>The end of a list that is cut: of the three above, eight lines are shown. <c>{count}</c> is how many are left.</summary>
    public string More { get; init; } = "and {count} more";

    /// <summary>What happens next.</summary>
    public string Next { get; init; } = "Nothing that you wrote is lost. Write again to continue. Your reference is {reference}.";

    /// <summary>For a customer who has waited for long.</summary>
    public string StillWorking { get; init; } = "I am still working on this. Please bear with me for a moment.";

    /// <summary>Behind an answer that its model could not finish, even when it was asked again.</summary>
    public string CutOff { get; init; } = "(My answer was cut off here. Please ask if you need the rest.)";

    /// <summary>Causes in plain words, in the middle of a sentence; missing ones use Baton's wording. Default: none.</summary>
    public IReadOnlyDictionary<FailureCause, string> Causes { get; init; } = new Dictionary<FailureCause, string>();

    internal string Why(FailureCause cause) => Causes.GetValueOrDefault(cause) ?? PlainCause.Of(cause);
}
