using Baton.Journals;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;
using Baton.Sqlite;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

/// <summary>Encrypting what is in a store already: unencrypted, or under an earlier key.</summary>
public sealed class SqliteReencryptionTests : IDisposable
{
    private static readonly ConversationId Conversation = new("long");

    private static readonly string[] Planted =
    [
        .. new[] { KeptPlace.Entry, KeptPlace.Inbox, KeptPlace.Waiting, KeptPlace.State, KeptPlace.StateUpdate, KeptPlace.Snapshot }.Select(
            PlantedCustomer.WordIn
        ),
        "stays",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_written_without_keys_is_read_with_them_and_after_encrypting_it_no_file_holds_a_word_of_it()
    {
        await using (var plain = SqliteJournal.Open(folder.Store))
            await PlantedCustomer.PlantAsync(plain);
        await using var journal = folder.OpenWith(EncryptedStores.First);
        var before = await EverythingAsync(journal);
        var head = await journal.VerifyAsync(PlantedCustomer.Conversation);
        await journal.AppendMessagesAsync(Conversation, 1, 1, "new");
        Assert.Equal(Planted, folder.Readable([.. Planted, "new 1"]));

        var done = await journal.EncryptAsync();

        Assert.Empty(folder.Readable([.. Planted, "new 1"]));
        Assert.Equal(["first"], done.Keys);
        Assert.Equal(before, await EverythingAsync(journal));
        Assert.Equal(head, await journal.VerifyAsync(PlantedCustomer.Conversation));
        Assert.Equal(0, (await journal.EncryptAsync()).Encrypted);
    }

    [Fact]
    public async Task After_encrypting_under_a_new_key_the_earlier_one_can_be_thrown_away()
    {
        List<string> before;
        JournalVerification head;
        await using (var journal = folder.OpenWith(EncryptedStores.First))
        {
            await PlantedCustomer.PlantAsync(journal);
            await journal.ForTenant(new TenantId("acme")).AppendMessagesAsync(Conversation, 1, 3);
            head = await journal.VerifyAsync(PlantedCustomer.Conversation);
            before = await EverythingAsync(journal);
        }

        StoreEncryption done;
        await using (var journal = folder.OpenWith(EncryptedStores.Second, EncryptedStores.First))
            done = await journal.EncryptAsync();

        Assert.Equal(["second"], done.Keys);
        Assert.Equal(CountContents(), done.Encrypted);
        Assert.Empty(folder.Readable(["sealed:first:", .. Planted]));
        await using var after = folder.OpenWith(EncryptedStores.Second);
        Assert.Equal(before, await EverythingAsync(after));
        Assert.Equal(head, await after.VerifyAsync(PlantedCustomer.Conversation));
        Assert.True((await after.ForTenant(new TenantId("acme")).VerifyAsync(Conversation)).IsWhole);
    }

    [Fact]
    public async Task Encrypting_that_was_cut_off_halfway_loses_nothing_and_is_finished_by_the_next_run()
    {
        const int Appends = 450;
        await using (var plain = SqliteJournal.Open(folder.Store))
        {
            for (var seq = 1; seq <= Appends; seq++)
                await plain.AppendMessagesAsync(Conversation, seq, 1, "planted-word");
        }

        await using var journal = folder.OpenWith(EncryptedStores.First);
        using (var file = new StoreFile(folder.Store))
            file.Execute(
                "CREATE TRIGGER cut BEFORE UPDATE ON batches WHEN NEW.first_seq = 300 BEGIN SELECT RAISE(ABORT, 'the power is gone'); END"
            );
        await Assert.ThrowsAsync<JournalException>(() => journal.EncryptAsync());

        await AssertHoldsAsync(journal, Appends);
        using (var file = new StoreFile(folder.Store))
        {
            Assert.Equal(200, file.Query<long>("SELECT count(*) FROM batches WHERE body LIKE 'sealed:first:%'"));
            file.Execute("DROP TRIGGER cut");
        }

        Assert.Equal(["planted-word 450"], folder.Readable(["planted-word 450"]));
        var done = await journal.EncryptAsync();

        // The hash and the body of each append, without the 200 bodies of the first run.
        Assert.Equal((2 * Appends) - 200, done.Encrypted);
        Assert.Empty(folder.Readable(["planted-word"]));
        await AssertHoldsAsync(journal, Appends);
    }

    [Fact]
    public async Task Others_read_and_append_while_a_store_is_encrypted_and_nothing_is_lost()
    {
        const int Before = 600;
        const int Each = 60;
        await using (var plain = SqliteJournal.Open(folder.Store))
        {
            for (var seq = 1; seq <= Before; seq++)
                await plain.AppendMessagesAsync(Conversation, seq, 1, "planted-word");
        }

        await using var other = folder.OpenWith(EncryptedStores.Second, EncryptedStores.First);
        await using var third = folder.OpenWith(EncryptedStores.First, EncryptedStores.Second);
        var appends = new[] { other, third }.Select(AppendAsync).ToList();
        var reads = Task.Run(async () =>
        {
            for (var read = 0; read < 20; read++)
                Assert.Equal(Before, (await third.ReadAllAsync(Conversation)).Count);
        });

        await using var encrypter = folder.OpenWith(EncryptedStores.First, EncryptedStores.Second);
        await encrypter.EncryptAsync();
        await Task.WhenAll(appends);
        await reads;
        await encrypter.EncryptAsync();

        await AssertHoldsAsync(encrypter, Before);
        await encrypter.AssertHoldsMessagesAsync(new ConversationId("0"), Each);
        await encrypter.AssertHoldsMessagesAsync(new ConversationId("1"), Each);
        Assert.Empty(folder.Readable(["planted-word", "Hello"]));

        Task AppendAsync(SqliteJournal by, int index) =>
            Task.Run(async () =>
            {
                for (var seq = 1; seq <= Each; seq++)
                    await by.AppendMessagesAsync(new ConversationId($"{index}"), seq, 1);
            });
    }

    [Fact]
    public async Task A_run_that_is_stopped_says_so_and_has_written_nothing_more()
    {
        await using var journal = folder.OpenWith(EncryptedStores.First);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.EncryptAsync(stopped.Token));
    }

    [Fact]
    public async Task A_reader_that_holds_up_the_log_is_told_and_the_next_run_removes_the_traces()
    {
        await using (var plain = SqliteJournal.Open(folder.Store))
            await PlantedCustomer.PlantAsync(plain);
        await using var journal = SqliteJournal.Open(
            folder.Store,
            new SqliteJournalOptions { Encryption = new EncryptionKeys(EncryptedStores.First), BusyTimeout = TimeSpan.FromMilliseconds(50) }
        );
        using (var reader = new StoreFile(folder.Store))
        {
            reader.Execute("BEGIN");
            reader.Query<long>("SELECT count(*) FROM batches");
            var busy = await Assert.ThrowsAsync<JournalException>(() => journal.EncryptAsync());
            Assert.Equal(JournalFault.Busy, busy.Fault);
            Assert.NotEmpty(folder.Readable(Planted));
        }

        await journal.EncryptAsync();
        Assert.Empty(folder.Readable(Planted));
    }

    [Fact]
    public async Task A_process_that_still_writes_with_the_earlier_key_is_served_and_its_key_stays_needed()
    {
        await using var late = folder.OpenWith(EncryptedStores.First, EncryptedStores.Second);
        await late.AppendMessagesAsync(Conversation, 1, 1);
        await using var journal = folder.OpenWith(EncryptedStores.Second, EncryptedStores.First);
        Assert.Equal(["second"], (await journal.EncryptAsync()).Keys);

        await late.AppendMessagesAsync(Conversation, 2, 1);

        await journal.AssertHoldsMessagesAsync(Conversation, 2);
        var refusal = Assert.Throws<JournalException>(() => folder.OpenWith(EncryptedStores.Second));
        Assert.Contains("'first'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["second"], (await journal.EncryptAsync()).Keys);
    }

    [Fact]
    public async Task A_row_that_cannot_be_decrypted_stays_as_it_is_with_the_key_that_it_needs()
    {
        await using (var journal = folder.OpenWith(EncryptedStores.First))
        {
            await journal.AppendMessagesAsync(Conversation, 1, 1);
            await journal.AppendMessagesAsync(Conversation, 2, 1);
        }

        using (var file = new StoreFile(folder.Store))
            file.Execute("UPDATE batches SET body = substr(body, 1, 60) WHERE first_seq = 1");
        await using var opened = folder.OpenWith(EncryptedStores.Second, EncryptedStores.First);
        var done = await opened.EncryptAsync();

        Assert.Equal((3, "first, second"), (done.Encrypted, string.Join(", ", done.Keys)));
        Assert.Equal(1, (await opened.VerifyAsync(Conversation)).BrokenAt);
    }

    [Fact]
    public async Task A_store_that_was_opened_without_keys_is_not_encrypted()
    {
        await using var plain = SqliteJournal.Open(folder.Store);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => plain.EncryptAsync());

        Assert.Contains("without encryption keys", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waited_in_an_encrypted_conversation_is_still_found_when_an_old_file_gets_its_list_of_what_waits()
    {
        await using (var plain = SqliteJournal.Open(folder.Store))
            await PlantedCustomer.PlantAsync(plain);
        using (var file = new StoreFile(folder.Store))
            file.Execute("DROP TABLE waiting");
        await using var journal = folder.OpenWith(EncryptedStores.First);
        await journal.EncryptAsync();

        var ticket = (await journal.ReadAllAsync(PlantedCustomer.Others)).OfType<Baton.Journals.Entries.TicketOpened>().Single();
        var another = ticket with { Seq = 1, Ticket = new TicketId("new-1") };
        await journal.AppendAsync(Conversation, 0, [another], due: null);

        Assert.Equal(
            ["hers", "his", "long"],
            (await journal.ListWaitingAsync().ToListAsync()).Select(waiting => waiting.Conversation.Value).Order()
        );
    }

    [Fact]
    public async Task An_update_of_state_that_was_made_before_is_recognised_after_its_row_was_encrypted()
    {
        var place = new StatePlace(StateScope.Team, "team", "key");
        await using (var plain = SqliteJournal.Open(folder.Store))
            await plain.UpdateStateAsync("id", [place], _ => [new StateChange(place, JsonText.Parse("1"))]);
        await using var journal = folder.OpenWith(EncryptedStores.First);
        await journal.EncryptAsync();

        var again = await journal.UpdateStateAsync("id", [place], _ => [new StateChange(place, JsonText.Parse("2"))]);

        Assert.Equal((1, "1"), (again.Single().Revision, $"{again.Single().Value}"));
        Assert.Equal("1", $"{(await journal.ReadStateAsync([place])).Single().Value}");
    }

    private long CountContents()
    {
        using var file = new StoreFile(folder.Store);
        return ContentColumn.All.Sum(column => file.Query<long>($"SELECT count({column.Name}) FROM {column.Table}"));
    }

    private static async Task AssertHoldsAsync(SqliteJournal journal, int count)
    {
        var found = await journal.VerifyAsync(Conversation);
        Assert.True(found.IsWhole, found.Problem);
        Assert.Equal(count, found.Entries);
        Assert.Equal(count, (await journal.ReadAllAsync(Conversation)).Count);
    }

    private static async Task<List<string>> EverythingAsync(SqliteJournal journal)
    {
        var items = new List<string>();
        foreach (var conversation in (ConversationId[])[PlantedCustomer.Conversation, PlantedCustomer.Others])
            items.AddRange(await journal.ListKeptAsync(conversation).Select(item => $"{item}").ToListAsync());
        foreach (var customer in (CustomerId[])[PlantedCustomer.Id, PlantedCustomer.Other])
            items.AddRange(await journal.ListKeptAsync(customer).Select(item => $"{item}").ToListAsync());
        return items;
    }
}
