using System.Text.Json;
using Baton.Journals;
using Baton.Teams.SharedStates.Merging;
using Baton.Teams.SharedStates.Schemas;

namespace Baton.Teams.SharedStates;

/// <summary>A key with its schema parsed.</summary>
internal sealed class DeclaredKey(StateKey key, StateSchema schema)
{
    public StateKey Key { get; } = key;

    public string Name => Key.Name;

    /// <summary>Whether a write is merged with the current value, so that its writer cannot know the result.</summary>
    public bool IsMerged => Key.Merge is not (StateMerge.Reject or StateMerge.LastWins);

    public bool MayRead(string name) => Key.Readers is null || Key.Readers.Contains(name);

    public bool MayWrite(string name) => Key.Writers.Contains(name);

    /// <summary>The value after a write, or why it cannot be written, in a line.</summary>
    public (JsonText? Value, string? Problem) After(JsonText? current, JsonText written)
    {
        var (value, problem) = StateMerging.Merge(Key.Merge, current, written);
        if (value is null)
            return (null, $"'{Name}' cannot take this: {problem}.");
        return Misfit(value) is { } misfit ? (null, misfit) : (value, null);
    }

    private string? Misfit(JsonText value)
    {
        var bytes = System.Text.Encoding.UTF8.GetByteCount(value.ToString());
        if (bytes > Key.MaximumBytes)
            return $"'{Name}' would be {bytes} bytes long: at most {Key.MaximumBytes} fit.";
        var element = value.ToElement();
        var items = element.ValueKind switch
        {
            JsonValueKind.Array => element.GetArrayLength(),
            JsonValueKind.Object => element.GetPropertyCount(),
            _ => 0,
        };
        if (items > Key.MaximumItems)
            return $"'{Name}' would have {items} items: at most {Key.MaximumItems} fit.";
        return schema.Misfit(element) is { } part ? $"'{Name}' does not fit its schema: {part}." : null;
    }
}
