using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Sqlite;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

/// <summary>Tenants in a file: what earlier files become, and what somebody at the file can do.</summary>
public sealed class SqliteTenantTests : IDisposable
{
    private static readonly ConversationId Conversation = new("everything");
    private static readonly StatePlace City = new(StateScope.Customer, "ada", "city");
    private static readonly StatePlace Open = new(StateScope.Team, "support", "open");
    private static readonly TenantId Shop = new("shop");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_from_before_there_were_tenants_has_all_that_was_in_it_and_nothing_of_a_tenant(bool isReadOnly)
    {
        CopyEarlier();
        await using var journal = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { ReadOnly = isReadOnly });

        await AssertHasAllAsync(journal);
        await AssertHasNothingAsync(journal.ForTenant(Shop));
    }

    [Fact]
    public async Task A_store_from_before_there_were_tenants_goes_on()
    {
        CopyEarlier();
        await using (var journal = SqliteJournal.Open(folder.Store))
        {
            var again = await journal.UpdateStateAsync("call-7", [Open], _ => [new StateChange(Open, JsonText.Parse("4"))]);
            Assert.Equal("3", Assert.Single(again).Value?.ToString());
            await journal.ForTenant(Shop).AppendMessagesAsync(Conversation, 1, 2);
        }

        await using var opened = SqliteJournal.Open(folder.Store);
        await AssertHasAllAsync(opened);
        await opened.ForTenant(Shop).AssertHoldsMessagesAsync(Conversation, 2);
        using var file = new StoreFile(folder.Store);
        Assert.Equal(2, file.Query<long>("SELECT count(*) FROM entries WHERE tenant = 'shop' AND conversation = 'everything'"));
    }

    [Fact]
    public async Task One_who_only_reads_goes_on_while_another_process_brings_the_tenants()
    {
        CopyEarlier();
        await using var reader = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { ReadOnly = true });
        await AssertHasAllAsync(reader);
        await using var writer = SqliteJournal.Open(folder.Store);
        await writer.ForTenant(Shop).AppendMessagesAsync(new ConversationId("theirs"), 1, 2);
        await writer.ForTenant(Shop).UpdateStateAsync("theirs", [City], _ => [new StateChange(City, JsonText.Parse("\"Rome\""))]);

        await AssertHasAllAsync(reader);
        Assert.Empty(await reader.ReadAllAsync(new ConversationId("theirs")));
        await reader.ForTenant(Shop).AssertHoldsMessagesAsync(new ConversationId("theirs"), 2);
    }

    [Fact]
    public async Task A_Baton_that_knows_no_tenants_is_kept_from_a_file_that_has_one()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        using var file = new StoreFile(folder.Store);

        await journal.AppendMessagesAsync(Conversation, 1, 2);
        Assert.Equal(1, file.Query<long>("PRAGMA user_version"));

        await journal.ForTenant(Shop).UpdateStateAsync("theirs", [City], _ => [new StateChange(City, JsonText.Parse("\"Rome\""))]);
        Assert.Equal(2, file.Query<long>("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_conversation_that_somebody_gives_to_another_tenant_in_the_file_does_not_verify()
    {
        await using (var journal = SqliteJournal.Open(folder.Store))
            await journal.AppendMessagesAsync(Conversation, 1, 2);
        using (var file = new StoreFile(folder.Store))
            file.Execute("UPDATE conversations SET tenant = 'shop'");
        await using var opened = SqliteJournal.Open(folder.Store);

        Assert.False((await opened.ForTenant(Shop).VerifyAsync(Conversation)).IsWhole);
        await Assert.ThrowsAsync<JournalException>(async () => await opened.ForTenant(Shop).ReadAllAsync(Conversation));
    }

    [Fact]
    public async Task A_tenants_journal_ends_with_the_one_that_was_opened()
    {
        var journal = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { Tenant = Shop });
        var other = journal.ForTenant(TenantId.None);
        await other.DisposeAsync();
        await journal.AppendMessagesAsync(Conversation, 1, 2);

        await journal.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await other.AppendMessagesAsync(Conversation, 1, 2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("über")]
    public void A_tenants_id_is_of_letters_digits_and_dashes(string id) => Assert.Throws<ArgumentException>(() => new TenantId(id));

    private void CopyEarlier() =>
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Journals", "Fixtures", "before-tenants.db"), folder.Store);

    private static async Task AssertHasAllAsync(SqliteJournal journal)
    {
        Assert.Equal([Conversation], await journal.ListAsync().ToListAsync());
        var found = await journal.VerifyAsync(Conversation);
        Assert.True(found.IsWhole, found.Problem);
        Assert.Equal("68bf9205f36b1d362ef76f68df484b08eff2a02b9f27cda44041ee2d0f5a3aea", found.Head);
        Assert.Equal(
            new ConversationHead(Conversation, 40, new Lease("owner", 1), HasInbox: true) { Erasures = 1 },
            await journal.ReadHeadAsync(Conversation)
        );
        Assert.Equal("Are you there?", Assert.Single(await journal.ReadInboxAsync(Conversation)).Received.Text);
        Assert.NotEmpty(await journal.ListWaitingAsync().ToListAsync());
        Assert.Equal("deadline", Assert.Single(await journal.ListDueAsync("support", DateTimeOffset.MaxValue).ToListAsync()).Of);
        Assert.NotNull(await journal.NextDueAsync("support", DateTimeOffset.MinValue));
        Assert.Single(await journal.ListLeasedAsync("support").ToListAsync());
        Assert.NotNull(await journal.ReadSnapshotAsync(Conversation));
        var values = await journal.ReadStateAsync([City, Open]);
        Assert.Equal(["\"Paris\"", "3"], values.Select(value => value.Value?.ToString()));
        Assert.Equal("anna", Assert.Single(await journal.ListErasuresAsync().ToListAsync()).By);
        Assert.NotEmpty(await journal.ListKeptAsync(Conversation).ToListAsync());
        Assert.Single(await journal.ListKeptAsync(new CustomerId("ada")).ToListAsync());
    }

    private static async Task AssertHasNothingAsync(SqliteJournal journal)
    {
        Assert.Empty(await journal.ListAsync().ToListAsync());
        Assert.Equal(new ConversationHead(Conversation, 0, null, HasInbox: false), await journal.ReadHeadAsync(Conversation));
        Assert.Empty(await journal.ReadInboxAsync(Conversation));
        Assert.Empty(await journal.ListWaitingAsync().ToListAsync());
        Assert.Empty(await journal.ListDueAsync("support", DateTimeOffset.MaxValue).ToListAsync());
        Assert.Null(await journal.NextDueAsync("support", DateTimeOffset.MinValue));
        Assert.Empty(await journal.ListLeasedAsync("support").ToListAsync());
        Assert.Null(await journal.ReadSnapshotAsync(Conversation));
        Assert.All(await journal.ReadStateAsync([City, Open]), value => Assert.Equal(StateValue.None, value));
        Assert.Empty(await journal.ListErasuresAsync().ToListAsync());
        Assert.Empty(await journal.ListKeptAsync(Conversation).ToListAsync());
        Assert.Empty(await journal.ListKeptAsync(new CustomerId("ada")).ToListAsync());
    }
}
