using System.Buffers;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Oracle.Records;
using Baton.Tests.Journals;

namespace Baton.Tests.Oracles;

/// <summary>A journal that notes what it takes as happenings of a world.</summary>
internal sealed class RecordingJournal(IJournal inner) : WrappedJournal(inner)
{
    private readonly Lock gate = new();
    private readonly List<Happening> happenings = [];
    private readonly List<JournalEntry> entries = [];

    /// <summary>Called before an append is noted, for what happened since the last one.</summary>
    public Action<IReadOnlyList<JournalEntry>>? Appending { get; set; }

    public IReadOnlyList<Happening> Happenings => happenings;

    /// <summary>The entries of all conversations.</summary>
    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>Notes what happened.</summary>
    public void Note(Happening happening)
    {
        lock (gate)
            happenings.Add(happening with { Number = happenings.Count + 1, At = TimeSpan.FromMilliseconds(happenings.Count), Process = 1 });
    }

    public override async ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        var isKept = await Inner.AppendAsync(conversation, expectedVersion, entries, due, lease, cancellationToken);
        Appending?.Invoke(entries);
        this.entries.AddRange(entries);
        Note(new Happening.Appended(conversation.Value, [.. entries.Select(Stored)], due?.At));
        return isKept;
    }

    public override async ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        var isKept = await Inner.SetDueAsync(conversation, expectedVersion, due, lease, cancellationToken);
        Note(new Happening.DueSet(conversation.Value, due?.At));
        return isKept;
    }

    public override async ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    )
    {
        var made = new List<Happening>();
        var values = await Inner.UpdateStateAsync(
            id,
            places,
            before =>
            {
                made.Clear();
                var changes = update(before);
                foreach (var (place, value) in changes ?? [])
                {
                    var revision = before[places.ToList().IndexOf(place)].Revision + 1;
                    var scope = place.Scope.ToString().ToLowerInvariant();
                    made.Add(new Happening.StateChanged(id, scope, place.Owner, place.Key, revision, value.ToElement()));
                }

                return changes;
            },
            cancellationToken
        );
        made.ForEach(Note);
        return values;
    }

    private static JsonElement Stored(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        using var document = JsonDocument.Parse(line.WrittenMemory);
        return document.RootElement.Clone();
    }
}
