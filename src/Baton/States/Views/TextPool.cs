using System.Text;

namespace Baton.States.Views;

/// <summary>A text under construction for each thread, so that a message costs its own length and not several times that.</summary>
internal static class TextPool
{
    private const int Usual = 4096;
    private const int Longest = 64 * 1024;

    [ThreadStatic]
    private static StringBuilder? kept;

    /// <summary>An empty text.</summary>
    public static StringBuilder Take()
    {
        var text = kept ?? new StringBuilder(Usual);
        kept = null;
        return text;
    }

    /// <summary>Gives it back, after which the caller no longer uses it.</summary>
    public static void Give(StringBuilder text)
    {
        if (text.Capacity <= Longest)
            kept = text.Clear();
    }
}
