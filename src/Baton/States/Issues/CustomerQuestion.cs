using Baton.Texts.Answers;

namespace Baton.States.Issues;

/// <summary>
/// Whether the customer was asked something. The text is judged once, when it is written: the entry has the verdict wherever the text's
/// last mark does not say it, so that the state is the same on every version, whatever its judge knows.
/// </summary>
internal static class CustomerQuestion
{
    /// <summary>What the entry of a reply says beside its text: null where the last mark says it.</summary>
    public static bool? Of(string text) => ClosingQuestion.IsIn(text) is var asks && asks == IsMarked(text) ? null : asks;

    /// <summary>Whether a reply asked the customer something.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="question">What its entry says beside it.</param>
    public static bool IsIn(string text, bool? question) => question ?? IsMarked(text);

    private static bool IsMarked(string text) => text.AsSpan().TrimEnd(" \t\r\n*_)\"'”’").EndsWith("?");
}
