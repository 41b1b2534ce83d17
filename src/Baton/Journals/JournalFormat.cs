namespace Baton.Journals;

/// <summary>The journal format that this version writes. It reads older formats and refuses newer ones.</summary>
public static class JournalFormat
{
    /// <summary>The format's number.</summary>
    public const int Current = 1;
}
