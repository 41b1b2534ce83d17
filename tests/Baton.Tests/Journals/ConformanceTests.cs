using Baton.Journals;
using Baton.Testing.Journals;

namespace Baton.Tests.Journals;

public sealed class ConformanceTests
{
    public static TheoryData<string> Checks =>
        [.. JournalConformance.All.Where(check => !check.NeedsReopening).Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_in_memory_journal_keeps_the_promise(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var check = JournalConformance.All.Single(check => check.Name == name);

        await check.RunAsync(new JournalUnderTest { Open = () => ValueTask.FromResult<IJournal>(new InMemoryJournal()) }, limit.Token);
    }
}
