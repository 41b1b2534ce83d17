using System.Collections;

namespace Baton.States;

/// <summary>
/// A list of which only the end may be in memory. Places are counted from the beginning of the whole list, and asking for one that is not
/// in memory throws a <see cref="PastNotLoadedException"/>.
/// </summary>
/// <param name="before">How many items at its beginning are not in memory.</param>
/// <param name="what">What its items are, for the words of the exception.</param>
internal sealed class Tail<T>(int before, string what) : IReadOnlyList<T>
{
    private List<T> items = [];

    /// <summary>How many items at its beginning are not in memory.</summary>
    public int Before { get; private set; } = before;

    /// <summary>How many items there are in all.</summary>
    public int Count => Before + items.Count;

    public T this[int index]
    {
        get => index < Before ? throw Missing(index) : items[index - Before];
        set => items[index - Before] = value;
    }

    public void Add(T item) => items.Add(item);

    /// <summary>The items from one place on.</summary>
    public List<T> Range(int index, int count) => index < Before ? throw Missing(index) : items.GetRange(index - Before, count);

    /// <summary>Forgets the items before a place.</summary>
    public void Forget(int index)
    {
        if (index <= Before)
            return;
        // A new list, so that what was forgotten leaves no room behind.
        items = items.GetRange(index - Before, Count - index);
        Before = index;
    }

    public IEnumerator<T> GetEnumerator() => Before > 0 ? throw Missing(0) : items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private PastNotLoadedException Missing(int index) =>
        new(FormattableString.Invariant($"Number {index + 1} of the {what} of the conversation"));
}
