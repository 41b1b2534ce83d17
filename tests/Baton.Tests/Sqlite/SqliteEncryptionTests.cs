using System.Text;
using Baton.Journals;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;
using Baton.Runtime;
using Baton.Sqlite;
using Baton.Testing.Journals;
using Baton.Tests.Journals;
using CsCheck;

namespace Baton.Tests.Sqlite;

/// <summary>What an encrypted store holds in its files, and with which keys it is opened.</summary>
public sealed class SqliteEncryptionTests : IDisposable
{
    private static readonly ConversationId Conversation = new("hers");

    // The kinds of rows that hold only ids, numbers and times.
    private static readonly KeptPlace[] Clear = [KeptPlace.Due, KeptPlace.Lease, KeptPlace.Conversation];

    private static readonly string[] Planted = [.. Enum.GetValues<KeptPlace>().Except(Clear).Select(PlantedCustomer.WordIn), "stays"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_file_holds_a_word_that_was_planted_in_any_place_while_it_is_open_and_after()
    {
        await using (var journal = folder.OpenWith(EncryptedStores.First))
        {
            await PlantedCustomer.PlantAsync(journal);
            Assert.Empty(folder.Readable(Planted));
        }

        Assert.Empty(folder.Readable(Planted));
        // The same words are found where nothing is encrypted, so the search can find them.
        using var plain = new TemporaryFolder();
        await using (var journal = SqliteJournal.Open(plain.Store))
            await PlantedCustomer.PlantAsync(journal);
        Assert.Equal(Planted, plain.Readable(Planted));
    }

    [Fact]
    public async Task No_text_of_any_entry_is_in_a_file_whatever_it_says() =>
        await Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 12, 40], Gen.Int[1, 40])
            .SampleAsync(
                async (word, count) =>
                {
                    using var own = new TemporaryFolder();
                    await using (var journal = own.OpenWith(EncryptedStores.First))
                    {
                        await journal.AppendMessagesAsync(Conversation, 1, count, word);
                        var place = new StatePlace(StateScope.Team, "team", "key");
                        await journal.UpdateStateAsync("id", [place], _ => [new StateChange(place, JsonText.Parse($"\"{word}\""))]);
                        Assert.Empty(own.Readable([word, Convert.ToBase64String(Encoding.UTF8.GetBytes(word))]));
                        Assert.Equal(SampleEntries.Messages(1, count, word), await journal.ReadAllAsync(Conversation));
                    }

                    Assert.Empty(own.Readable([word]));
                },
                iter: Cases.Of(40),
                threads: 1
            );

    [Fact]
    public async Task No_text_of_an_entry_of_any_type_is_in_a_file()
    {
        var entries = SampleEntries.EveryType(Conversation);
        var texts = entries.SelectMany(TextsIn).Where(text => text.Length > 7).Distinct().ToList();
        await using (folder.OpenWith(EncryptedStores.First))
        {
            // The names of tables and columns say nothing of anybody.
            texts = [.. texts.Except(folder.Readable(texts))];
        }

        Assert.True(texts.Count > 100, $"{texts.Count} texts");

        await using (var journal = folder.OpenWith(EncryptedStores.First))
            await journal.AppendAsync(Conversation, 0, entries, due: null);

        Assert.Empty(folder.Readable(texts));
    }

    [Fact]
    public async Task The_head_of_a_conversation_is_the_same_with_keys_and_without()
    {
        using var plain = new TemporaryFolder();
        await using var one = SqliteJournal.Open(plain.Store);
        await using var other = folder.OpenWith(EncryptedStores.First);

        await one.AppendMessagesAsync(Conversation, 1, 5);
        await other.AppendMessagesAsync(Conversation, 1, 5);

        var head = await one.VerifyAsync(Conversation);
        Assert.Equal(head, await other.VerifyAsync(Conversation));
        // In the file it would confirm a guess of what was said.
        var hash = Convert.FromHexString(head.Head);
        Assert.All(Directory.GetFiles(folder.Path), name => Assert.True(EncryptedStores.ReadShared(name).AsSpan().IndexOf(hash) < 0, name));
    }

    [Fact]
    public async Task Every_column_of_a_file_is_encrypted_or_known_to_hold_no_content()
    {
        string[] clear =
        [
            "batches.first_seq, batches.place",
            "conversations.id, conversations.name, conversations.tenant",
            "due_times.at, due_times.conversation, due_times.of, due_times.team, due_times.tenant, due_times.version",
            "encryption_keys.id",
            "erasures.cleared, erasures.number, erasures.tenant",
            "inbox.conversation, inbox.customer, inbox.message, inbox.place",
            "leases.beat, leases.conversation, leases.owner",
            // Its hash covers the hash of the chain, which nobody reads without the key.
            "snapshots.conversation, snapshots.hash, snapshots.read_from, snapshots.version",
            "state_updates.id, state_updates.tenant",
            "state_values.key, state_values.owner, state_values.revision, state_values.scope, state_values.tenant",
            "waiting.conversation, waiting.tenant",
        ];
        await using var journal = folder.OpenWith(EncryptedStores.First);
        await PlantedCustomer.PlantAsync(journal);
        await new CustomerRecords(journal).ForgetAsync(PlantedCustomer.Other, "anna", evenOpen: true);
        using var file = new StoreFile(folder.Store);

        var columns = file.Query<string>(
            "SELECT group_concat(t.name || '.' || c.name) FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
        );
        var views = file.Query<long>("SELECT count(*) FROM sqlite_schema WHERE type = 'view'");

        var known = clear
            .SelectMany(line => line.Split(", "))
            .Concat(ContentColumn.All.Append(ContentColumn.Proof).Select(column => $"{column.Table}.{column.Name}"));
        Assert.Equal(known.Order(StringComparer.Ordinal), columns.Split(',').Order(StringComparer.Ordinal));
        Assert.Equal(0, views);
        foreach (var column in ContentColumn.All)
            Assert.Equal(
                0,
                file.Query<long>($"SELECT count(*) FROM {column.Table} WHERE substr(CAST({column.Name} AS TEXT), 1, 13) <> 'sealed:first:'")
            );
    }

    [Fact]
    public async Task What_an_earlier_key_encrypted_is_read_and_what_comes_is_encrypted_with_the_current_one()
    {
        await using (var journal = folder.OpenWith(EncryptedStores.First))
            await journal.AppendMessagesAsync(Conversation, 1, 2);
        await using (var journal = folder.OpenWith(EncryptedStores.Second, EncryptedStores.First))
        {
            await journal.AppendMessagesAsync(Conversation, 3, 2);
            await journal.AssertHoldsMessagesAsync(Conversation, 4);
        }

        using var file = new StoreFile(folder.Store);
        Assert.Equal(
            "sealed:first:, sealed:second",
            file.Query<string>("SELECT group_concat(substr(body, 1, 13), ', ') FROM (SELECT body FROM batches ORDER BY place)")
        );
    }

    [Fact]
    public async Task A_store_is_opened_only_with_all_its_keys_and_the_refusal_names_the_one_that_is_missing_and_changes_nothing()
    {
        await using (var journal = folder.OpenWith(EncryptedStores.First))
            await PlantedCustomer.PlantAsync(journal);
        var before = EncryptedStores.ReadShared(folder.Store);

        var none = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store));
        var toRead = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store, new SqliteJournalOptions { ReadOnly = true }));
        var other = Assert.Throws<JournalException>(() => folder.OpenWith(EncryptedStores.Second));
        var wrong = Assert.Throws<JournalException>(() => folder.OpenWith(EncryptedStores.KeyOf("first", 3)));

        Assert.All(
            [none, toRead, other, wrong],
            refusal =>
            {
                Assert.Equal(JournalFault.MissingKey, refusal.Fault);
                Assert.Contains("'first'", refusal.Message, StringComparison.Ordinal);
                Assert.Contains(folder.Store, refusal.Message, StringComparison.Ordinal);
            }
        );
        Assert.Equal(before, EncryptedStores.ReadShared(folder.Store));
        await using var opened = folder.OpenWith(EncryptedStores.First);
        Assert.True((await opened.VerifyAsync(Conversation)).IsWhole);
    }

    [Fact]
    public async Task A_store_whose_list_of_keys_is_gone_is_damaged()
    {
        await using (folder.OpenWith(EncryptedStores.First)) { }
        using (var file = new StoreFile(folder.Store))
            file.Execute("DROP TABLE encryption_keys");

        var refusal = Assert.Throws<JournalException>(() => folder.OpenWith(EncryptedStores.First));

        Assert.Equal(JournalFault.Corrupt, refusal.Fault);
    }

    [Fact]
    public async Task A_process_without_keys_writes_nothing_more_once_another_has_begun_to_encrypt()
    {
        await using var plain = SqliteJournal.Open(folder.Store);
        await plain.AppendMessagesAsync(Conversation, 1, 1);
        await using var encrypted = folder.OpenWith(EncryptedStores.First);
        await encrypted.AppendMessagesAsync(Conversation, 2, 1);
        var place = new StatePlace(StateScope.Team, "team", "key");

        var append = await JournalReading.RefusalAsync(() => plain.AppendMessagesAsync(Conversation, 3, 1, "unseen"));
        var read = await Assert.ThrowsAsync<JournalException>(() => plain.ReadAllAsync(Conversation));
        var state = await Assert.ThrowsAsync<JournalException>(async () =>
            await plain.UpdateStateAsync("id", [place], _ => [new StateChange(place, JsonText.Parse("\"unseen\""))])
        );

        Assert.All([append, read, state], refusal => Assert.Equal(JournalFault.MissingKey, refusal.Fault));
        Assert.Empty(folder.Readable(["unseen"]));
        await encrypted.AssertHoldsMessagesAsync(Conversation, 2);
    }

    [Fact]
    public async Task Any_content_that_was_moved_to_another_row_is_found()
    {
        await FillTwiceAsync();
        foreach (var column in ContentColumn.All)
        {
            using var copy = CopyOf(folder);
            using (var file = new StoreFile(copy.Store))
            {
                var (names, content) = (string.Join(", ", column.Key), column.Name);
                var last = string.Join(" DESC, ", column.Key);
                // The last row gets the content of the first.
                var changed = file.Execute(
                    $"UPDATE {column.Table} SET {content} = (SELECT {content} FROM {column.Table} ORDER BY {names} LIMIT 1) "
                        + $"WHERE ({names}) = (SELECT {names} FROM {column.Table} ORDER BY {last} DESC LIMIT 1)"
                );
                Assert.Equal(1, changed);
            }

            await AssertDamagedAsync(copy, column);
        }
    }

    [Fact]
    public async Task Any_content_that_was_cut_short_or_changed_is_found()
    {
        await FillTwiceAsync();
        await Gen.Select(Gen.Int[0, ContentColumn.All.Count - 1].Select(index => ContentColumn.All[index]), Gen.Int[0, 10_000], Gen.Bool)
            .SampleAsync(
                async (column, random, isCut) =>
                {
                    using var copy = CopyOf(folder);
                    using (var file = new StoreFile(copy.Store))
                    {
                        var last =
                            $"({string.Join(", ", column.Key)}) = (SELECT {string.Join(", ", column.Key)} FROM {column.Table} "
                            + $"ORDER BY {string.Join(" DESC, ", column.Key)} DESC LIMIT 1)";
                        var bytes = file.Query<byte[]>($"SELECT CAST({column.Name} AS BLOB) FROM {column.Table} WHERE {last}");
                        var secret = "sealed:first:".Length;
                        var at = secret + (random % (bytes.Length - secret));
                        // A character that stays Base64, and is no padding.
                        bytes[at] = isCut || bytes[at] != (byte)'A' ? (byte)'A' : (byte)'B';
                        var type = column.IsText ? "TEXT" : "BLOB";
                        file.Execute(
                            $"UPDATE {column.Table} SET {column.Name} = CAST($bytes AS {type}) WHERE {last}",
                            ("$bytes", isCut ? bytes[..at] : bytes)
                        );
                    }

                    await AssertDamagedAsync(copy, column);
                },
                iter: Cases.Of(100),
                threads: 1
            );
    }

    [Fact]
    public async Task Verify_names_the_first_entry_of_a_batch_that_cannot_be_decrypted()
    {
        await using var journal = folder.OpenWith(EncryptedStores.First);
        for (var seq = 1; seq <= 9; seq += 3)
            await journal.AppendMessagesAsync(Conversation, seq, 3);
        using (var file = new StoreFile(folder.Store))
            file.Execute("UPDATE batches SET body = substr(body, 1, 40) WHERE first_seq = 4");

        var found = await journal.VerifyAsync(Conversation);
        var refusal = await Assert.ThrowsAsync<JournalException>(() => journal.ReadAllAsync(Conversation));

        Assert.Equal((4, 3), (found.BrokenAt, found.Entries));
        Assert.Contains("decrypted", found.Problem, StringComparison.Ordinal);
        Assert.Equal(JournalFault.Corrupt, refusal.Fault);
        Assert.Contains($"entry 4 of conversation '{Conversation}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_an_export_and_a_check_of_the_chain_do_over_an_encrypted_store_what_they_do_over_any()
    {
        await using var journal = folder.OpenWith(EncryptedStores.First);
        await PlantedCustomer.PlantAsync(journal);
        var others = await journal.VerifyAsync(PlantedCustomer.Others);
        using var export = new MemoryStream();

        await new CustomerRecords(journal).ExportAsync(PlantedCustomer.Id, export);
        var erasure = await new CustomerRecords(journal).ForgetAsync(PlantedCustomer.Id, "anna", "she asked", evenOpen: true);

        var text = Encoding.UTF8.GetString(export.ToArray());
        Assert.All(Enum.GetValues<KeptPlace>(), place => Assert.Contains(PlantedCustomer.WordIn(place), text, StringComparison.Ordinal));
        Assert.Single(erasure!.Conversations);
        Assert.Equal(erasure.Reason, (await journal.ListErasuresAsync().SingleAsync()).Reason);
        Assert.Equal(others, await journal.VerifyAsync(PlantedCustomer.Others));
        Assert.Empty(await journal.ListKeptAsync(PlantedCustomer.Conversation).ToListAsync());
        Assert.Empty(folder.Readable([.. Planted, "she asked"]));
    }

    /// <summary>Two rows at least in each table that holds content, all encrypted.</summary>
    private async Task FillTwiceAsync()
    {
        await using var journal = folder.OpenWith(EncryptedStores.First);
        await PlantedCustomer.PlantAsync(journal);
        await journal.PutInInboxAsync(
            PlantedCustomer.Conversation,
            new InboxMessage(
                new Baton.Journals.Entries.MessageReceived { Message = new MessageId("m99"), Text = "Hello" },
                PlantedCustomer.Id
            )
        );
        await journal.KeepSnapshotAsync(PlantedCustomer.Others, new JournalSnapshot(4, 1, "{}"u8.ToArray()));
        foreach (var customer in (string[])["gone-1", "gone-2"])
        {
            var conversation = new ConversationId(customer);
            await journal.AppendMessagesAsync(conversation, 1, 1);
            var head = await journal.ReadHeadAsync(conversation);
            await journal.EraseAsync([head], customer: null, new ErasureNote(DateTimeOffset.UnixEpoch, "anna"));
        }
    }

    // Closed files can be copied.
    private static TemporaryFolder CopyOf(TemporaryFolder from)
    {
        var copy = new TemporaryFolder();
        File.Copy(from.Store, copy.Store);
        return copy;
    }

    // Each place is read as its users read it.
    private static async Task AssertDamagedAsync(TemporaryFolder damaged, ContentColumn column)
    {
        await using var journal = damaged.OpenWith(EncryptedStores.First);
        if (column == ContentColumn.Body || column == ContentColumn.Hash)
        {
            Assert.False((await journal.VerifyAsync(PlantedCustomer.Conversation)).IsWhole);
            return;
        }

        if (column == ContentColumn.Snapshot)
        {
            // It is made anew from the entries.
            Assert.Null(await journal.ReadSnapshotAsync(PlantedCustomer.Conversation));
            return;
        }

        var refusal = await Assert.ThrowsAsync<JournalException>(async () =>
        {
            await journal.ListWaitingAsync().ToListAsync();
            await journal.ReadInboxAsync(PlantedCustomer.Conversation);
            await journal.ListErasuresAsync().ToListAsync();
            await journal.ListKeptAsync(PlantedCustomer.Conversation).ToListAsync();
            await journal.ListKeptAsync(PlantedCustomer.Others).ToListAsync();
            await journal.ListKeptAsync(PlantedCustomer.Id).ToListAsync();
            await journal.ListKeptAsync(PlantedCustomer.Other).ToListAsync();
        });
        Assert.Equal(JournalFault.Corrupt, refusal.Fault);
    }

    private static IEnumerable<string> TextsIn(JournalEntry entry)
    {
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        var reader = new System.Text.Json.Utf8JsonReader(line.WrittenSpan);
        var texts = new List<string>();
        while (reader.Read())
        {
            if (reader.TokenType is System.Text.Json.JsonTokenType.String or System.Text.Json.JsonTokenType.PropertyName)
                texts.Add(reader.GetString()!);
        }

        return texts;
    }
}
