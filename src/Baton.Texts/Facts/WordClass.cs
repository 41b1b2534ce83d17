namespace Baton.Texts.Facts;

/// <summary>The classes of a word in <c>Vocabulary.txt</c>. A word may have several.</summary>
[Flags]
internal enum WordClass
{
    None = 0,
    Common = 1 << 0,
    Starter = 1 << 1,
    Month = 1 << 2,
    Weekday = 1 << 3,
    RelativeDay = 1 << 4,
    DayPart = 1 << 5,
    Number = 1 << 6,
    Ordinal = 1 << 7,
    Unit = 1 << 8,
    Currency = 1 << 9,
    Street = 1 << 10,
    Record = 1 << 11,
    Error = 1 << 12,
    Yes = 1 << 13,
    No = 1 << 14,
    Correction = 1 << 15,

    /// <summary>A plain word that a date, time or amount may begin with.</summary>
    Opener = 1 << 16,
}
