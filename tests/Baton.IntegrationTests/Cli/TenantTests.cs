using Baton.Journals.Entries;

namespace Baton.IntegrationTests.Cli;

/// <summary>Two teams and two tenants on one store, each served by processes of their own at the same time.</summary>
public sealed class TenantTests : CliTests
{
    private static readonly string[] Tenants = ["acme", "globex"];

    [Fact]
    public async Task Two_teams_and_two_tenants_share_one_store_under_the_same_ids()
    {
        // The same conversations in each tenant, and at once: one of each team, for the same customer.
        var runs = Tenants.SelectMany(tenant =>
            new[] { ("support", "a"), ("sales", "b") }.Select(of => (Tenant: tenant, Team: of.Item1, Id: of.Item2))
        );
        var teams = new Dictionary<string, string> { ["support"] = Sample, ["sales"] = await SalesAsync() };
        var results = await Task.WhenAll(runs.Select(run => RunOneAsync(teams[run.Team], run.Tenant, run.Id)));
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Error));

        foreach (var tenant in Tenants)
        {
            foreach (var (team, id) in new[] { ("support", "a"), ("sales", "b") })
            {
                var shown = Entries(await RunAsync("show", id, "--tenant", tenant, "--json"));
                Assert.Equal(team, shown.OfType<ConversationOpened>().Single().Team);
                Assert.Equal($"I am with {tenant}. My order is late.", Assert.Single(shown.OfType<MessageReceived>()).Text);
                Assert.NotEmpty(shown.OfType<Replied>());
            }

            // The other team's conversation is not continued, in the tenant's own part either.
            var refused = await RunOneAsync(Sample, tenant, "b");
            Assert.Equal(2, refused.ExitCode);
            AssertClear(refused);
        }

        var nobody = await RunAsync("show", "a");
        Assert.Equal(2, nobody.ExitCode);
        Assert.Contains("There is no conversation a", nobody.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_tenant_forgets_the_other_keeps_and_verify_shows_both()
    {
        foreach (var tenant in Tenants)
            Assert.Equal(0, (await RunSampleAsync("--tenant", tenant, "--conversation", "a", "--customer", "anna")).ExitCode);

        var forgotten = await RunAsync("forget", "anna", "--tenant", "acme", "--yes", "--open");
        var verified = await RunAsync("verify");
        var one = await RunAsync("verify", "--tenant", "globex");
        var stranger = await RunAsync("forget", "anna", "--tenant", "nobody", "--yes");

        Assert.Equal("erased 1 conversation (erasure 1)", forgotten.Lines.Single());
        Assert.Equal(0, verified.ExitCode);
        Assert.Matches(@"\Aacme: erasure 1: 1 conversation erased on ", verified.Lines[0]);
        Assert.Matches(@"\Aglobex: a: intact, \d+ entries, head [0-9a-f]{64}\z", verified.Lines[1]);
        Assert.Equal(verified.Lines[1], one.Lines.Single());
        Assert.Equal("nothing is kept of this customer", stranger.Lines.Single());
    }

    [Fact]
    public async Task A_command_that_is_shown_names_the_tenant()
    {
        var unknown = await RunAsync("show", "nowhere", "--tenant", "acme");
        var wrong = await RunAsync("show", "--tenant", "a b");

        await RunSampleAsync("--tenant", "acme", "--conversation", "a");
        unknown = await RunAsync("show", "nowhere", "--tenant", "acme");

        Assert.Contains("for the tenant acme", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("show --tenant acme", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("'a b' is not a tenant id", wrong.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> RunOneAsync(string team, string tenant, string conversation) =>
        RunProcessAsync(
            "run",
            team,
            "--model",
            "offline",
            "--tenant",
            tenant,
            "--conversation",
            conversation,
            "--customer",
            "anna",
            "--message",
            $"I am with {tenant}. My order is late."
        );

    private Task<string> SalesAsync() =>
        WriteAsync(
            "sales.yaml",
            """
            name: sales
            entry: clerk
            agents:
              clerk:
                description: Sells.
                instructions: Answer.
            """
        );
}
