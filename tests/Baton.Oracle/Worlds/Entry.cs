using System.Text.Json;

namespace Baton.Oracle.Worlds;

/// <summary>An entry of a journal, as it was stored. What is read often is read once.</summary>
internal sealed class Entry
{
    /// <summary>Reads an entry.</summary>
    /// <param name="json">The entry as it was stored.</param>
    /// <param name="number">The number of the happening that appended it.</param>
    /// <param name="at">When that was, by the clock that never jumps.</param>
    /// <param name="process">The process that appended it.</param>
    public Entry(JsonElement json, long number, TimeSpan at, int? process)
    {
        (Json, Number, Moment, Process) = (json, number, at, process);
        Type = Text("type"u8) ?? "";
        Kind = EntryKinds.Of(Type);
        Seq = Whole("seq"u8) ?? 0;
        Leg = Text("leg"u8);
        CallId = Text("call_id"u8);
        Actor =
            Kind is EntryKind.HandedOff or EntryKind.Escalated or EntryKind.TicketOpened or EntryKind.CallbackReceived ? Text("from"u8)
            : Kind == EntryKind.OperatorReplied ? Text("operator"u8)
            : Text("participant"u8) ?? Text("by"u8);
    }

    public JsonElement Json { get; }

    public long Number { get; }

    public TimeSpan Moment { get; }

    public int? Process { get; }

    public string Type { get; }

    public EntryKind Kind { get; }

    public long Seq { get; }

    /// <summary>The leg's name; null for the conversation itself.</summary>
    public string? Leg { get; }

    public string? CallId { get; }

    /// <summary>Who did it, as the entry says.</summary>
    public string? Actor { get; }

    /// <summary>When it was written, by the wall clock.</summary>
    public DateTimeOffset At => Time("at"u8) ?? default;

    public string? Text(ReadOnlySpan<byte> name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public long? Whole(ReadOnlySpan<byte> name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    public bool Is(ReadOnlySpan<byte> name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public DateTimeOffset? Time(ReadOnlySpan<byte> name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time)
            ? time
            : null;

    /// <summary>The member of that name, or an undefined element.</summary>
    public JsonElement Member(ReadOnlySpan<byte> name) => Json.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The items of the list of that name.</summary>
    public IEnumerable<JsonElement> Items(ReadOnlySpan<byte> name) => Items(Member(name));

    /// <summary>The items of a list; nothing for anything else.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <inheritdoc />
    public override string ToString() => $"entry {Seq} ({Type}{(Leg is null ? "" : $" of leg {Leg}")})";
}
