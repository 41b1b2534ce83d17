using System.Buffers;
using System.Text;
using Baton.Journals;
using Baton.Journals.Erasures;
using Baton.Sqlite;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

/// <summary>A store that the first version of format 1 wrote stays readable for ever. The file never changes.</summary>
public sealed class SqliteFixtureTests
{
    private static readonly ConversationId Conversation = new("fixture");

    [Fact]
    public async Task A_store_of_format_1_opens_verifies_and_goes_on()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture("format-1.db"), folder.Store);
        await using var journal = SqliteJournal.Open(folder.Store);

        var entries = await journal.ReadAllAsync(Conversation);
        var found = await journal.VerifyAsync(Conversation);
        await journal.AppendMessagesAsync(Conversation, entries.Count + 1, 1);

        Assert.Equal(14, entries.Count);
        Assert.Equal(File.ReadLines(Fixture("format-1.jsonl")).Take(entries.Count), entries.Select(Write));
        Assert.True(found.IsWhole, found.Problem);
        Assert.True((await journal.VerifyAsync(Conversation)).IsWhole);
    }

    [Fact]
    public async Task An_encrypted_store_opens_with_its_keys_verifies_and_goes_on()
    {
        using var folder = new TemporaryFolder();
        // Half of it was encrypted with each key.
        File.Copy(Fixture("format-3-encrypted.db"), folder.Store);
        await using var journal = folder.OpenWith(EncryptedStores.First, EncryptedStores.Second);

        await journal.AssertHoldsMessagesAsync(Conversation, 4);
        await journal.ForTenant(new TenantId("acme")).AssertHoldsMessagesAsync(Conversation, 2);
        Assert.True((await journal.VerifyAsync(PlantedCustomer.Conversation)).IsWhole);
        Assert.Equal("asked", (await journal.ListErasuresAsync().SingleAsync()).Reason);
        var kept = await journal
            .ListKeptAsync(PlantedCustomer.Conversation)
            .Concat(journal.ListKeptAsync(PlantedCustomer.Id))
            .ToListAsync();
        Assert.All(
            Enum.GetValues<KeptPlace>(),
            place => Assert.Contains(kept, item => $"{item}".Contains(PlantedCustomer.WordIn(place), StringComparison.Ordinal))
        );

        await journal.AppendMessagesAsync(Conversation, 5, 1);
        Assert.Equal(["first"], (await journal.EncryptAsync()).Keys);
        await journal.AssertHoldsMessagesAsync(Conversation, 5);
    }

    [Fact]
    public async Task The_view_for_people_shows_every_entry_of_a_store()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture("format-1.db"), folder.Store);
        await using var journal = SqliteJournal.Open(folder.Store);
        using var file = new StoreFile(folder.Store);

        Assert.Equal(14, file.Query<long>("SELECT count(*) FROM entries WHERE conversation = 'fixture'"));
        Assert.Equal("replied", file.Query<string>("SELECT type FROM entries WHERE conversation = 'fixture' AND seq = 12"));
        Assert.Equal("You will get $20.00 back.", file.Query<string>("SELECT entry ->> '$.text' FROM entries WHERE seq = 12"));
    }

    private static string Write(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Journals", "Fixtures", name);
}
