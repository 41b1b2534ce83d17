using System.Collections.Immutable;

namespace Baton.Journals.Handoffs;

/// <summary>
/// The newest items of a list that may grow without end, and the number of older ones, so that an issue's size stays bounded. Immutable.
/// </summary>
internal sealed class Newest<T> : IEquatable<Newest<T>>
    where T : notnull
{
    public const int Most = 40;

    public static readonly Newest<T> None = new([], 0);

    private Newest(ImmutableArray<T> items, int before) => (Items, Before) = (items, before);

    /// <summary>The newest items, in the order in which they came.</summary>
    public ImmutableArray<T> Items { get; }

    /// <summary>How many items came before them.</summary>
    public int Before { get; }

    /// <summary>These items with that many before them, as a snapshot has them.</summary>
    public static Newest<T> Of(IReadOnlyList<T> items, int before) => new([.. items], before);

    /// <summary>These and one more, unless it is among them.</summary>
    public Newest<T> Add(T item)
    {
        if (Items.Contains(item))
            return this;
        return Items.Length < Most ? new(Items.Add(item), Before) : new(Items.RemoveAt(0).Add(item), Before + 1);
    }

    /// <summary>These and more.</summary>
    public Newest<T> Add(IReadOnlyList<T> items)
    {
        var all = this;
        for (var index = 0; index < items.Count; index++)
            all = all.Add(items[index]);
        return all;
    }

    /// <summary>The same in that order.</summary>
    public Newest<T> InOrderOf<TKey>(Func<T, TKey> key)
        where TKey : IComparable<TKey>
    {
        // Items mostly come in their order.
        for (var index = 1; index < Items.Length; index++)
        {
            if (key(Items[index]).CompareTo(key(Items[index - 1])) < 0)
                return new Newest<T>([.. Items.OrderBy(key)], Before);
        }

        return this;
    }

    public bool Equals(Newest<T>? other) => other is not null && Before == other.Before && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as Newest<T>);

    public override int GetHashCode() => HashCode.Combine(Before, Items.Length);
}
