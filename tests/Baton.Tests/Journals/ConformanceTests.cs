using Baton.Journals;
using Baton.Testing.Journals;

namespace Baton.Tests.Journals;

public sealed class ConformanceTests
{
    public static TheoryData<string> Checks =>
        [.. JournalConformance.All.Where(check => !check.NeedsReopening).Select(check => check.Name)];

    public static TheoryData<string> OfOneTenant =>
        [.. JournalConformance.All.Where(check => check is { NeedsReopening: false, NeedsTenants: false }).Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task The_in_memory_journal_keeps_the_promise(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var check = JournalConformance.All.Single(check => check.Name == name);

        await check.RunAsync(new JournalUnderTest { Open = () => ValueTask.FromResult<IJournal>(new InMemoryJournal()) }, limit.Token);
    }

    [Theory]
    [MemberData(nameof(OfOneTenant))]
    public async Task The_promise_holds_beside_another_tenant_that_does_the_same(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var check = JournalConformance.All.Single(check => check.Name == name);

        await check.RunAsync(
            new JournalUnderTest { Open = () => ValueTask.FromResult<IJournal>(new TwinTenants(new InMemoryJournal())) },
            limit.Token
        );
    }
}
