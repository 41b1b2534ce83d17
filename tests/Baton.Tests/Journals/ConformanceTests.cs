using Baton.Journals;
using Baton.Testing.Journals;

namespace Baton.Tests.Journals;

public sealed class ConformanceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> InMemoryChecks => [.. JournalConformance.All.Where(check => !check.NeedsReopening).Select(check => check.Name)];

    public static TheoryData<string> SqliteChecks => [.. JournalConformance.All.Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(InMemoryChecks))]
    public Task The_in_memory_journal_keeps_the_promise(string check) =>
        RunAsync(check, new JournalUnderTest { Open = () => ValueTask.FromResult<IJournal>(new InMemoryJournal()) });

    [Theory]
    [MemberData(nameof(SqliteChecks))]
    public async Task The_SQLite_journal_keeps_the_promise(string check)
    {
        using var folder = new TemporaryFolder();
        await RunAsync(check, new JournalUnderTest
        {
            Open = () => ValueTask.FromResult<IJournal>(SqliteJournal.Open(folder.Store)),
            Reopen = async journal =>
            {
                await ((SqliteJournal)journal).DisposeAsync();
                return SqliteJournal.Open(folder.Store);
            },
        });
    }

    private static async Task RunAsync(string name, JournalUnderTest subject)
    {
        using var limit = new CancellationTokenSource(Limit);
        await JournalConformance.All.Single(check => check.Name == name).RunAsync(subject, limit.Token);
    }
}
