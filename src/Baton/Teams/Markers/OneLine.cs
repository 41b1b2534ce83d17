namespace Baton.Teams.Markers;

/// <summary>A text from outside on one line, so that no part of it stands at the left edge of a list of the runtime's.</summary>
internal static class OneLine
{
    /// <summary>The text with a space in place of each line break: the same one, if it has none.</summary>
    public static string Of(string text) => With(text, " ");

    /// <summary>The text with something else in place of each line break.</summary>
    // .NET's own list leaves out the vertical tab.
    public static string With(string text, string lineBreak) => text.Replace('\v', '\n').ReplaceLineEndings(lineBreak);
}
