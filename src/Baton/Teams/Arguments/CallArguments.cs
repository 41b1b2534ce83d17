using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Baton.Teams.Arguments;

/// <summary>
/// The arguments of a model's call, read for what was meant. A key may be written in another case, and a value in another form. A value
/// such as null, "" or "none" counts as not said. What cannot be read is left out and noted, so that it costs nothing else.
/// </summary>
/// <param name="given">The arguments: a JSON object.</param>
/// <param name="path">What stands before the names of its members in notes.</param>
internal struct CallArguments(JsonElement given, string path = "")
{
    private static readonly SearchValues<byte> PlainKey = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private readonly JsonElement given = given;
    private readonly string path = path;
    private List<string>? dropped;
    private bool? hasOtherKeys;

    /// <summary>The members that could not be read, by name; null for none.</summary>
    public readonly IReadOnlyList<string>? Dropped => dropped;

    /// <summary>The member of that name; null if it is missing or says nothing.</summary>
    public JsonElement? Given(string name) => Find(name) is { } value && LooseValue.IsSaid(value) ? value : null;

    /// <summary>The member of that name, whatever it says; null if it is missing.</summary>
    public JsonElement? Find(string name)
    {
        if (given.ValueKind != JsonValueKind.Object)
            return null;
        if (given.TryGetProperty(name, out var value))
            return value;
        return (hasOtherKeys ??= HasOtherKeys()) ? FindInOtherCase(name) : null;
    }

    /// <summary>The member as text; null if it is missing or is none.</summary>
    public string? Text(string name)
    {
        if (Given(name) is not { } value)
            return null;
        var text = LooseValue.Text(value);
        if (text is null)
            Drop(name);
        return text;
    }

    /// <summary>The member as a list of texts; empty if it is missing or has none.</summary>
    public List<string> Texts(string name, TextList kind)
    {
        if (Given(name) is not { } value)
            return [];
        var texts = LooseValue.Texts(value, kind, out var isWhole);
        if (!isWhole)
            Drop(name);
        return texts;
    }

    /// <summary>Notes that a member, or a part of it, was left out.</summary>
    public void Drop(string name)
    {
        dropped ??= [];
        if (!dropped.Contains(path + name))
            dropped.Add(path + name);
    }

    /// <summary>Notes what was left out of an object among the members.</summary>
    public void Drop(IReadOnlyList<string>? names)
    {
        foreach (var name in names ?? [])
            (dropped ??= []).Add(name);
    }

    /// <summary>Whether two keys are the same but for case, <c>_</c>, <c>-</c> and spaces.</summary>
    public static bool IsSameKey(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var (first, second) = (0, 0);
        while (true)
        {
            while (first < one.Length && one[first] is ('_' or '-' or ' '))
                first++;
            while (second < other.Length && other[second] is ('_' or '-' or ' '))
                second++;
            if (first == one.Length || second == other.Length)
                return first == one.Length && second == other.Length;
            if (char.ToLowerInvariant(one[first++]) != char.ToLowerInvariant(other[second++]))
                return false;
        }
    }

    private readonly bool HasOtherKeys()
    {
        foreach (var property in given.EnumerateObject())
        {
            if (JsonMarshal.GetRawUtf8PropertyName(property).ContainsAnyExcept(PlainKey))
                return true;
        }

        return false;
    }

    private readonly JsonElement? FindInOtherCase(string name)
    {
        foreach (var property in given.EnumerateObject())
        {
            if (IsSameKey(property.Name, name))
                return property.Value;
        }

        return null;
    }
}
