using System.Globalization;
using System.Text;

namespace Baton.Sqlite;

/// <summary>
/// A column that holds what somebody said, or a value or a hash made of it: encrypted where the store has keys. All other columns hold ids,
/// numbers and times, by which rows are found; a test holds <see cref="All"/> against the columns of a file.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The column.</param>
/// <param name="IsText">Whether it holds text; otherwise bytes.</param>
/// <param name="Number">The number that names a row; null if texts alone do.</param>
/// <param name="Texts">The texts that name a row.</param>
internal sealed record ContentColumn(string Table, string Name, bool IsText, string? Number, params string[] Texts)
{
    public static readonly ContentColumn Body = new("batches", "body", IsText: true, "place");

    // The chain's hashes are of the plain lines. Beside an encrypted line they would confirm whoever guesses it.
    public static readonly ContentColumn Hash = new("batches", "hash", IsText: false, "place");
    public static readonly ContentColumn Waiting = new("waiting", "body", IsText: true, "conversation");
    public static readonly ContentColumn Inbox = new("inbox", "body", IsText: true, "conversation", "message");
    public static readonly ContentColumn State = new("state_values", "value", IsText: true, null, "tenant", "scope", "owner", "key");
    public static readonly ContentColumn Update = new("state_updates", "made", IsText: true, null, "tenant", "id");
    public static readonly ContentColumn Snapshot = new("snapshots", "body", IsText: false, "conversation");
    public static readonly ContentColumn Erasure = new("erasures", "body", IsText: true, "number", "tenant");
    public static readonly ContentColumn ErasureHash = new("erasures", "hash", IsText: false, "number", "tenant");
    public static readonly ContentColumn Proof = new("encryption_keys", "proof", IsText: true, null, "id");

    /// <summary>All but the proofs of the keys.</summary>
    public static readonly IReadOnlyList<ContentColumn> All = [Body, Hash, Waiting, Inbox, State, Update, Snapshot, Erasure, ErasureHash];

    /// <summary>The columns that name a row.</summary>
    public IReadOnlyList<string> Key { get; } = Number is null ? Texts : [Number, .. Texts];
}

/// <summary>A column in one row.</summary>
/// <param name="Column">The column.</param>
/// <param name="Number">The row's number; 0 where it has none.</param>
/// <param name="First">The first text of its name.</param>
/// <param name="Second">The second.</param>
/// <param name="Third">The third.</param>
/// <param name="Fourth">The fourth.</param>
internal readonly record struct ContentCell(
    ContentColumn Column,
    long Number,
    string First = "",
    string Second = "",
    string Third = "",
    string Fourth = ""
)
{
    /// <summary>The cell in a row whose first columns are the column's <see cref="ContentColumn.Key"/>.</summary>
    public static ContentCell At(ContentColumn column, Statement row)
    {
        var texts = column.Number is null ? 0 : 1;
        return new ContentCell(column, column.Number is null ? 0 : row.Int64(0), TextAt(0), TextAt(1), TextAt(2), TextAt(3));

        string TextAt(int text) => text < column.Texts.Length ? row.Text(texts + text) : "";
    }

    /// <summary>
    /// What is authenticated with the content, so that no row's content is read in another. A length before each text keeps their ends
    /// apart.
    /// </summary>
    public byte[] Name()
    {
        var name = new StringBuilder("baton-content-1\n").Append(CultureInfo.InvariantCulture, $"{Column.Table}.{Column.Name}\n{Number}\n");
        foreach (var text in (ReadOnlySpan<string>)[First, Second, Third, Fourth])
            name.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
        return Encoding.UTF8.GetBytes(name.ToString());
    }

    /// <summary>The row, for an error.</summary>
    public override string ToString()
    {
        var number = Column.Number is null ? "" : Number.ToString(CultureInfo.InvariantCulture);
        string[] row = [number, First, Second, Third, Fourth];
        return $"{Column.Table}.{Column.Name} of row {string.Join(' ', row.Where(part => part.Length > 0))}";
    }
}
