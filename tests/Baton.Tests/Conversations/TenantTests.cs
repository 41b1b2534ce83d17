using Baton.Journals;
using Baton.Runtime;
using Baton.Testing.ChatClients;
using Baton.Tests.Escalations;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

/// <summary>Two tenants of one store with the same team, the same ids and the same customer.</summary>
public sealed class TenantTests
{
    private static readonly CustomerId Ana = new("ana");

    private readonly DeskTeam one;
    private readonly DeskTeam two;

    public TenantTests()
    {
        var store = new InMemoryJournal();
        one = Shop(store.ForTenant(new TenantId("one")));
        two = Shop(store.ForTenant(new TenantId("two")));
    }

    [Fact]
    public async Task What_one_tenants_person_approves_happens_for_that_tenant_alone()
    {
        foreach (var shop in new[] { one, two })
            Assert.Equal(TurnOutcome.WaitingOnPerson, (await AskAsync(shop)).Outcome);

        var turn = await one.Runtime().AsOperator("maria").ApproveAsync(one.Conversation, await one.AskedAsync());

        Assert.Equal("Result: paid back 80", turn!.FinalOutput);
        Assert.Single(one.Refunds);
        Assert.Empty(two.Refunds);
        Assert.Empty(await one.Runtime().WaitingAsync().ToListAsync());
        Assert.Single(await two.Runtime().WaitingAsync().ToListAsync());
    }

    [Fact]
    public async Task A_payment_system_of_both_tenants_gets_two_keys()
    {
        foreach (var shop in new[] { one, two })
        {
            await AskAsync(shop);
            await shop.Runtime().AsOperator("maria").ApproveAsync(shop.Conversation, await shop.AskedAsync());
        }

        Assert.NotEqual(Assert.Single(one.Refunds), Assert.Single(two.Refunds));
    }

    [Fact]
    public async Task An_approval_of_one_tenants_call_is_no_approval_of_the_others()
    {
        await AskAsync(one);
        await AskAsync(two);

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await two.Runtime().AsOperator("maria").ApproveAsync(two.Conversation, await one.AskedAsync())
        );
        Assert.Empty(two.Refunds);
    }

    [Fact]
    public async Task A_customer_who_is_forgotten_by_one_tenant_stays_with_the_other()
    {
        await AskAsync(one);
        await AskAsync(two);
        var before = await two.EntriesAsync();

        var erasure = await new CustomerRecords(one.Journal).ForgetAsync(Ana, "anna", evenOpen: true);

        Assert.Single(erasure!.Conversations);
        Assert.Empty(await one.EntriesAsync());
        Assert.Equal(before, await two.EntriesAsync());
        Assert.Single(await new CustomerRecords(two.Journal).ListAsync(Ana));
    }

    private static Task<Turn> AskAsync(DeskTeam shop) => shop.Runtime().RunAsync("Refund please.", shop.Conversation, customer: Ana);

    private static DeskTeam Shop(IJournal journal)
    {
        var shop = new DeskTeam { Journal = journal };
        shop.Models["triage"] = new ScriptedModel(_ => Transfer("billing", "A refund.", 0.9, "Refund"));
        shop.Models["billing"] = new ScriptedModel(request =>
            request.Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().LastOrDefault()?.Result is { } result
                ? Say($"Result: {result}")
                : Call("refund", """{"amount":80}""")
        );
        return shop;
    }
}
