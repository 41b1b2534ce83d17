using Baton.Journals;
using Baton.Sqlite;
using Baton.Testing.Journals;
using Baton.Tests.Journals;
using CsCheck;

namespace Baton.Tests.Sqlite;

public sealed class SqliteTamperTests
{
    private static readonly ConversationId Conversation = new("tampered");

    // Sizes of appends, and what texts are said in them.
    private static readonly Gen<(int[] Sizes, string Text)> Appends = Gen.Select(Gen.Int[1, 5].Array[1, 8], Gen.String[0, 40]);

    [Fact]
    public async Task However_entries_are_split_into_appends_they_and_their_head_are_the_same()
    {
        await Gen.Select(Appends, Appends)
            .SampleAsync(
                async (one, other) =>
                {
                    var count = one.Sizes.Sum();
                    var entries = SampleEntries.Messages(1, count, one.Text);
                    var memory = new InMemoryJournal();
                    await memory.AppendAsync(Conversation, 0, entries, due: null);
                    var expected = await memory.VerifyAsync(Conversation);
                    Assert.Equal(expected, await StoredAsync(entries, one.Sizes));
                    Assert.Equal(expected, await StoredAsync(entries, [.. other.Sizes, count]));
                },
                iter: Cases.Of(30),
                threads: 1
            );

        static async Task<JournalVerification> StoredAsync(JournalEntry[] entries, int[] sizes)
        {
            using var folder = new TemporaryFolder();
            await using var journal = SqliteJournal.Open(folder.Store);
            await AppendAsync(journal, entries, sizes);
            Assert.Equal(entries.Select(entry => entry.Seq), (await journal.ReadAllAsync(Conversation)).Select(entry => entry.Seq));
            return await journal.VerifyAsync(Conversation);
        }
    }

    [Fact]
    public async Task Any_changed_byte_of_a_body_or_hash_is_found() =>
        await TamperAsync(
            (file, places, pick, random) =>
            {
                var place = places[pick % places.Count];
                var column = random % 4 == 0 ? "hash" : "body";
                var bytes = file.Query<byte[]>($"SELECT CAST({column} AS BLOB) FROM batches WHERE place = $place", ("$place", place));
                bytes[random / 4 % bytes.Length] ^= (byte)(1 + (random % 255));
                file.Execute(
                    $"UPDATE batches SET {column} = CAST($bytes AS {(column == "hash" ? "BLOB" : "TEXT")}) WHERE place = $place",
                    ("$bytes", bytes),
                    ("$place", place)
                );
                return true;
            }
        );

    [Fact]
    public async Task A_removed_batch_is_found() =>
        await TamperAsync(
            (file, places, pick, _) =>
            {
                // Of the last one only the head tells, to whoever has noted it elsewhere.
                if (places.Count == 1)
                    return false;
                file.Execute("DELETE FROM batches WHERE place = $place", ("$place", places[pick % (places.Count - 1)]));
                return true;
            }
        );

    [Fact]
    public async Task Batches_that_changed_places_are_found() =>
        await TamperAsync(
            (file, places, pick, random) =>
            {
                var (one, other) = (places[pick % places.Count], places[random % places.Count]);
                if (one == other)
                    return false;
                file.Execute("UPDATE batches SET place = -1 WHERE place = $one", ("$one", one));
                file.Execute("UPDATE batches SET place = $one WHERE place = $other", ("$one", one), ("$other", other));
                file.Execute("UPDATE batches SET place = $other WHERE place = -1", ("$other", other));
                return true;
            }
        );

    [Fact]
    public async Task A_removed_tail_changes_the_head()
    {
        using var folder = new TemporaryFolder();
        await using var journal = SqliteJournal.Open(folder.Store);
        await AppendAsync(journal, SampleEntries.Messages(1, 4), [2, 2]);
        var noted = await journal.VerifyAsync(Conversation);
        using (var file = new StoreFile(folder.Store))
            file.Execute("DELETE FROM batches WHERE place = $place", ("$place", file.Places()[^1]));

        var found = await journal.VerifyAsync(Conversation);

        Assert.NotEqual(noted.Head, found.Head);
        Assert.Equal(2, found.Entries);
    }

    [Fact]
    public async Task All_entries_gone_are_found_and_no_append_goes_on_from_there()
    {
        using var folder = new TemporaryFolder();
        await using var journal = SqliteJournal.Open(folder.Store);
        await AppendAsync(journal, SampleEntries.Messages(1, 4), [2, 2]);
        using (var file = new StoreFile(folder.Store))
            file.Execute("DELETE FROM batches");

        var found = await journal.VerifyAsync(Conversation);
        var fault = await JournalReading.RefusalAsync(() => journal.AppendMessagesAsync(Conversation, 1, 1));

        Assert.Equal(1, found.BrokenAt);
        Assert.Equal(JournalFault.Corrupt, fault.Fault);
    }

    [Fact]
    public async Task Verify_names_the_first_bad_entry_and_what_is_wrong_and_reading_stops_there()
    {
        using var folder = new TemporaryFolder();
        await using var journal = SqliteJournal.Open(folder.Store);
        await AppendAsync(journal, SampleEntries.Messages(1, 9), [3, 3, 3]);
        using (var file = new StoreFile(folder.Store))
        {
            file.Execute("UPDATE batches SET body = replace(body, 'Hello 8', 'Hallo 8')");
            Assert.Equal(7, (await journal.VerifyAsync(Conversation)).BrokenAt);
            file.Execute("UPDATE batches SET body = replace(body, '\"seq\":5', '\"seq\":6')");
        }

        var found = await journal.VerifyAsync(Conversation);
        var fault = await Assert.ThrowsAsync<JournalException>(() => journal.ReadAllAsync(Conversation));

        Assert.Equal(5, found.BrokenAt);
        Assert.Equal(3, found.Entries);
        Assert.Equal("Expected entry 5, but found entry 6.", found.Problem);
        Assert.Equal(JournalFault.Corrupt, fault.Fault);
        Assert.Contains($"entry 5 of conversation '{Conversation}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_of_a_type_from_the_future_is_not_read_and_its_hash_still_vouches_for_it()
    {
        using var folder = new TemporaryFolder();
        await using var journal = SqliteJournal.Open(folder.Store);
        await AppendAsync(journal, SampleEntries.Messages(1, 1), [1]);
        var line = """{"type":"telepathy","seq":2,"at":"2030-01-01T00:00:00.000Z","thought":"hm"}"""u8.ToArray();
        using (var file = new StoreFile(folder.Store))
        {
            var hash = file.Query<byte[]>("SELECT hash FROM batches");
            JournalCodec.ExtendHash(hash, line);
            file.Execute(
                "INSERT INTO batches SELECT place + 1, 2, $hash, CAST($line AS TEXT) FROM batches",
                ("$hash", hash),
                ("$line", line)
            );
        }

        var fault = await Assert.ThrowsAsync<JournalException>(() => journal.ReadAllAsync(Conversation));
        var found = await journal.VerifyAsync(Conversation);

        Assert.Equal(JournalFault.NewerFormat, fault.Fault);
        Assert.Contains("'telepathy'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Store, fault.Message, StringComparison.Ordinal);
        Assert.True(found.IsWhole, found.Problem);
        Assert.Equal(2, found.Entries);
    }

    private static async Task TamperAsync(Func<StoreFile, List<long>, int, int, bool> tamper) =>
        await Gen.Select(Appends, Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000])
            .SampleAsync(
                async (appends, pick, random) =>
                {
                    using var folder = new TemporaryFolder();
                    await using var journal = SqliteJournal.Open(folder.Store);
                    await AppendAsync(journal, SampleEntries.Messages(1, appends.Sizes.Sum(), appends.Text), appends.Sizes);
                    Assert.True((await journal.VerifyAsync(Conversation)).IsWhole);
                    using var file = new StoreFile(folder.Store);
                    if (!tamper(file, file.Places(), pick, random))
                        return;

                    var found = await journal.VerifyAsync(Conversation);

                    Assert.False(found.IsWhole);
                    Assert.NotNull(found.Problem);
                    // Nobody works on with what does not verify.
                    var refusal = await Assert.ThrowsAsync<JournalException>(() => journal.ReadAllAsync(Conversation));
                    Assert.True(refusal.Fault is JournalFault.Corrupt or JournalFault.NewerFormat, $"{refusal.Fault}");
                },
                iter: Cases.Of(40),
                threads: 1
            );

    // Sizes that go beyond the entries are cut.
    private static async Task AppendAsync(SqliteJournal journal, JournalEntry[] entries, int[] sizes)
    {
        var version = 0;
        foreach (var size in sizes)
        {
            var append = entries.Skip(version).Take(size).ToArray();
            if (append.Length > 0)
                await journal.AppendAsync(Conversation, version, append, due: null);
            version += append.Length;
        }
    }
}
