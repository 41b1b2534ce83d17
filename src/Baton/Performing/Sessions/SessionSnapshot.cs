using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Journals;
using Baton.States;
using Baton.States.Histories;
using Baton.States.Snapshots;

namespace Baton.Performing.Sessions;

/// <summary>A conversation in memory, as a snapshot has it.</summary>
/// <param name="Tag">What it must fit (<see cref="SnapshotTag"/>).</param>
/// <param name="Before">How many entries come before the first that must be read beside it.</param>
/// <param name="Kept">Entries from before that are needed in every turn, as lines of the journal; null for none.</param>
/// <param name="State">The state.</param>
/// <param name="Transcript">What was said, as far as the next turns need it.</param>
/// <param name="Views">Where the views begin.</param>
internal sealed record SessionSnapshot(
    string Tag,
    int Before,
    IReadOnlyList<string>? Kept,
    StateSnapshot State,
    TranscriptSnapshot Transcript,
    IReadOnlyList<ViewSnapshot> Views
)
{
    /// <summary>Reads a snapshot; null if it is another's.</summary>
    public static SessionSnapshot? Read(ReadOnlySpan<byte> body, string tag)
    {
        // The tag comes first, so that one of another version is not read any further.
        if (!body.StartsWith(Beginning(tag)))
            return null;
        try
        {
            return JsonSerializer.Deserialize(body, SnapshotJson.Default.SessionSnapshot);
        }
        catch (JsonException)
        {
            // The entries are all there: they give the same, only later.
            return null;
        }
    }

    /// <summary>Writes a snapshot.</summary>
    public static ReadOnlyMemory<byte> Write(
        string tag,
        EntryWindow entries,
        ConversationState state,
        Transcript transcript,
        SessionViews views
    )
    {
        var begun = views.Snapshots();
        return JsonSerializer.SerializeToUtf8Bytes(
            new SessionSnapshot(
                tag,
                entries.Before,
                EntryLines.Of(entries.Kept),
                StateSnapshot.Of(state),
                transcript.ToSnapshot(entries.Before, begun.Select(view => view.Summary.To).ToHashSet()),
                begun
            ),
            SnapshotJson.Default.SessionSnapshot
        );
    }

    /// <summary>The entries that are in it.</summary>
    public EntryWindow ToWindow()
    {
        var window = new EntryWindow(Before);
        foreach (var entry in EntryLines.Read<JournalEntry>(Kept))
            window.Keep(entry);
        return window;
    }

    private static byte[] Beginning(string tag) =>
        JsonSerializer.SerializeToUtf8Bytes(new TagAlone(tag), SnapshotJson.Default.TagAlone)[..^1];

    internal sealed record TagAlone(string Tag);
}

/// <summary>The JSON form of snapshots, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 128
)]
[JsonSerializable(typeof(SessionSnapshot))]
[JsonSerializable(typeof(SessionSnapshot.TagAlone))]
[JsonSerializable(typeof(StateSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
