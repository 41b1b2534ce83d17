using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;
using Baton.Runtime;
using Baton.Sqlite;
using Baton.Testing.Journals;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

/// <summary>What an erasure leaves on the disk: nothing. Two open journals stand for two processes.</summary>
public sealed class SqliteErasureTests : IDisposable
{
    private const string Secret = "Mandelbrot-4711";
    private static readonly CustomerId Customer = new("customer-" + Secret);
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_file_of_the_store_holds_a_word_of_an_erased_customer()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        var conversation = await FillAsync(journal);
        Assert.True(Traces() > 0);

        var erasure = await new CustomerRecords(journal).ForgetAsync(Customer, "anna", evenOpen: true);

        Assert.Single(erasure!.Conversations);
        Assert.Equal(0, Traces());
        Assert.True((await journal.VerifyAsync(new ConversationId("other"))).IsWhole);
        Assert.Equal(0, (await journal.ReadHeadAsync(conversation)).Version);
        await journal.DisposeAsync();
        Assert.Equal(0, Traces());
    }

    [Fact]
    public async Task A_process_that_keeps_the_file_open_goes_on_after_the_erasure_of_another()
    {
        await using var one = SqliteJournal.Open(folder.Store);
        var conversation = await FillAsync(one);
        await using var two = SqliteJournal.Open(folder.Store);

        await new CustomerRecords(two).ForgetAsync(Customer, "anna", evenOpen: true);

        Assert.Equal(0, Traces());
        await one.AppendMessagesAsync(conversation, 1, 2);
        await one.AssertHoldsMessagesAsync(conversation, 2);
        await one.AppendMessagesAsync(new ConversationId("other"), 4, 1);
        await two.AssertHoldsMessagesAsync(new ConversationId("other"), 4);
    }

    [Fact]
    public async Task A_reader_that_holds_up_the_log_is_told_and_the_next_erasure_removes_the_traces()
    {
        await using var journal = SqliteJournal.Open(
            folder.Store,
            new SqliteJournalOptions { BusyTimeout = TimeSpan.FromMilliseconds(50) }
        );
        await FillAsync(journal);
        var records = new CustomerRecords(journal);
        using (var reader = new StoreFile(folder.Store))
        {
            reader.Execute("BEGIN");
            reader.Query<long>("SELECT count(*) FROM batches");
            var busy = await Assert.ThrowsAsync<JournalException>(() => records.ForgetAsync(Customer, "anna", evenOpen: true));
            Assert.Equal(JournalFault.Busy, busy.Fault);
            Assert.True(Traces() > 0);
        }

        Assert.Null(await records.ForgetAsync(Customer, "anna"));
        Assert.Equal(0, Traces());
        Assert.Single(await journal.ListErasuresAsync().ToListAsync());
    }

    [Fact]
    public async Task A_changed_record_of_an_erasure_is_found()
    {
        await using (var journal = SqliteJournal.Open(folder.Store))
        {
            await FillAsync(journal);
            await new CustomerRecords(journal).ForgetAsync(Customer, "anna", evenOpen: true);
        }

        using (var file = new StoreFile(folder.Store))
            file.Execute("UPDATE erasures SET body = replace(body, 'anna', 'bert')");

        await using var opened = SqliteJournal.Open(folder.Store);
        var damage = Assert.Throws<JournalException>(() => opened.ListErasuresAsync());
        Assert.Equal(JournalFault.Corrupt, damage.Fault);
    }

    [Fact]
    public async Task No_word_that_was_planted_in_any_place_is_left_in_a_file_and_none_of_another_customer_is_missing()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        await PlantedCustomer.PlantAsync(journal);
        var others = await journal.ListKeptAsync(PlantedCustomer.Others).ToListAsync();
        var places = Enum.GetValues<KeptPlace>();
        Assert.All(places, place => Assert.True(Holds(PlantedCustomer.WordIn(place)), $"{place} was not planted."));

        await new CustomerRecords(journal).ForgetAsync(PlantedCustomer.Id, "anna", evenOpen: true);

        Assert.All(places, place => Assert.False(Holds(PlantedCustomer.WordIn(place)), $"{place} was not erased."));
        Assert.Equal(others, await journal.ListKeptAsync(PlantedCustomer.Others).ToListAsync());
        Assert.True(Holds("stays"));
    }

    [Fact]
    public async Task Every_table_of_the_file_is_in_the_list_of_what_is_kept()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        await PlantedCustomer.PlantAsync(journal);
        await new CustomerRecords(journal).ForgetAsync(PlantedCustomer.Other, "anna", evenOpen: true);
        using var file = new StoreFile(folder.Store);

        var tables = file.Query<string>("SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'").Split(',');

        // The record of the erasures names nobody.
        Assert.Equal(KeptTable.All.Select(table => table.Name).Append("erasures").Order(), tables.Order());
        Assert.Equal(Enum.GetValues<KeptPlace>().Order(), KeptTable.All.Select(table => table.Place).Order());
    }

    private static async Task<ConversationId> FillAsync(SqliteJournal journal)
    {
        var conversation = new ConversationId("of-" + Secret);
        await journal.AppendMessagesAsync(new ConversationId("other"), 1, 3);
        var opened = new ConversationOpened
        {
            Seq = 1,
            At = Now,
            Format = JournalCodec.Format,
            Conversation = conversation,
            Team = "team",
            Holder = "triage",
            Customer = Customer,
        };
        var lease = new Lease("ours", 1);
        var due = new Due("team", Now, "deadline");
        await journal.AppendAsync(
            conversation,
            0,
            [opened, .. SampleEntries.Messages(2, 200, $"\"{Secret}\"\t😀")],
            due,
            new LeaseUse(lease, LeaseAfter.Kept)
        );
        await journal.PutInInboxAsync(
            conversation,
            new InboxMessage(new MessageReceived { Message = new MessageId("m1"), Text = Secret }, Customer)
        );
        for (var copy = 0; copy < 3; copy++)
            await journal.KeepSnapshotAsync(conversation, new JournalSnapshot(201, 1, Encoding.UTF8.GetBytes($"{Secret}{copy}")));
        var place = new StatePlace(StateScope.Customer, Customer.Value, "name");
        for (var write = 0; write < 3; write++)
            await journal.UpdateStateAsync(
                $"{conversation}:{write}",
                [place],
                _ => [new StateChange(place, JsonText.Parse($"\"{Secret} {write}\""))]
            );
        return conversation;
    }

    // In all files beside the store, in the forms in which a text is written.
    private int Traces() =>
        Files()
            .Sum(bytes =>
                new[] { Encoding.UTF8.GetBytes("Mandelbrot"), Encoding.Unicode.GetBytes("Mandelbrot"), "\\ud83d\\ude00"u8.ToArray() }.Count(
                    form => bytes.AsSpan().IndexOf(form) >= 0
                )
            );

    private bool Holds(string word) => Files().Exists(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);

    private List<byte[]> Files()
    {
        var files = new List<byte[]>();
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files.Add(bytes);
        }

        return files;
    }
}
