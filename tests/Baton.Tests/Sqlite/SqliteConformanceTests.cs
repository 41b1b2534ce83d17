using Baton.Journals;
using Baton.Sqlite;
using Baton.Testing.Journals;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

public sealed class SqliteConformanceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Checks => [.. JournalConformance.All.Select(check => check.Name)];

    public static TheoryData<string> OfOneTenant =>
        [.. JournalConformance.All.Where(check => !check.NeedsTenants).Select(check => check.Name)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_SQLite_journal_keeps_the_promise(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var check = JournalConformance.All.Single(check => check.Name == name);

        await check.RunAsync(
            new JournalUnderTest { Open = () => ValueTask.FromResult<IJournal>(SqliteJournal.Open(folder.Store)), Reopen = ReopenAsync },
            limit.Token
        );
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_encrypted_SQLite_journal_keeps_the_promise(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var check = JournalConformance.All.Single(check => check.Name == name);

        await check.RunAsync(
            new JournalUnderTest
            {
                Open = () => ValueTask.FromResult<IJournal>(folder.OpenWith(EncryptedStores.First)),
                // Each time with a new key, as where a host changes it.
                Reopen = async journal =>
                {
                    await ((SqliteJournal)journal).DisposeAsync();
                    return folder.OpenWith(EncryptedStores.Second, EncryptedStores.First);
                },
            },
            limit.Token
        );
    }

    [Theory]
    [MemberData(nameof(OfOneTenant))]
    public async Task The_promise_holds_beside_another_tenant_that_does_the_same(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var check = JournalConformance.All.Single(check => check.Name == name);

        await check.RunAsync(
            new JournalUnderTest
            {
                Open = () => ValueTask.FromResult<IJournal>(new TwinTenants(SqliteJournal.Open(folder.Store))),
                Reopen = async twins =>
                {
                    await ((TwinTenants)twins).DisposeAsync();
                    return new TwinTenants(SqliteJournal.Open(folder.Store));
                },
            },
            limit.Token
        );
    }

    private async ValueTask<IJournal> ReopenAsync(IJournal journal)
    {
        await ((SqliteJournal)journal).DisposeAsync();
        return SqliteJournal.Open(folder.Store);
    }
}
