using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Baton.Journals.Timers;

/// <summary>Something that falls due.</summary>
/// <param name="At">When, in UTC, to the millisecond.</param>
/// <param name="Of">What.</param>
internal readonly record struct DueMoment(DateTimeOffset At, DueKind Of) : IComparable<DueMoment>
{
    private static readonly FrozenDictionary<DueKind, string> Names = Enum.GetValues<DueKind>()
        .ToFrozenDictionary(
            kind => kind,
            kind => typeof(DueKind).GetField(kind.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name
        );

    private static readonly FrozenDictionary<string, DueKind> Kinds = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The journal's word for what falls due.</summary>
    public string Word => Names[Of];

    /// <summary>The meaning of a word of the journal; null if only a newer Baton knows it.</summary>
    public static DueKind? KindOf(string word) => Kinds.TryGetValue(word, out var kind) ? kind : null;

    public int CompareTo(DueMoment other) => At.CompareTo(other.At) is not 0 and var order ? order : Of.CompareTo(other.Of);
}
