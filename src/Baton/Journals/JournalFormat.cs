namespace Baton.Journals;

/// <summary>The journal format that this version writes. Older ones are read; newer ones are refused.</summary>
public static class JournalFormat
{
    /// <summary>The format's number.</summary>
    public const int Current = 1;
}
