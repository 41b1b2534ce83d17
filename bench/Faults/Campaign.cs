using System.Collections.Concurrent;
using System.Globalization;
using Baton.Loopback;

namespace Baton.Bench.Faults;

/// <summary>
/// The fault campaign: customers of the sample team, providers on this machine that fail by a seeded mix, and a process that serves and is
/// killed again and again. Afterwards <see cref="CampaignReport"/> reads the journal for promises that were broken.
/// </summary>
internal sealed class Campaign
{
    private readonly CampaignOptions options;
    private readonly FaultMix mix;
    private readonly string folder;
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly ConcurrentDictionary<int, Question> questions = [];
    private readonly ConcurrentQueue<string> problems = [];
    private readonly SemaphoreSlim changing = new(1);
    private WorkerProcess worker;
    private WorkerProcess? killed;
    private int answers;
    private int killAt;
    private int kills;

    private Campaign(
        CampaignOptions options,
        FaultMix mix,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        WorkerProcess worker
    )
    {
        (this.options, this.mix, this.folder, this.environment, this.worker) = (options, mix, folder, environment, worker);
        killAt = NextKill();
    }

    /// <summary>Runs one and prints what came of it: 0 when every promise was kept, otherwise 1.</summary>
    public static async Task<int> RunAsync(CampaignOptions options, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("baton-faults-");
        var began = time.GetTimestamp();
        var mix = new FaultMix(options.Seed);
        var agents = new FaultyAgents(mix);
        var providers = new List<LoopbackProvider>();
        try
        {
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                var provider = await LoopbackProvider.StartAsync(dialect, remembersRequests: false);
                provider.Reply = request => agents.Reply(dialect, request);
                providers.Add(provider);
            }

            CampaignTeam.Write(SampleFolder.Support, folder.FullName, options.TurnTime);
            var environment = providers.SelectMany(provider => provider.Environment).ToDictionary();
            var campaign = new Campaign(
                options,
                mix,
                folder.FullName,
                environment,
                await WorkerProcess.StartAsync(folder.FullName, environment)
            );
            await campaign.ServeAsync();
            foreach (var refusal in providers.SelectMany(provider => provider.Refusals))
                campaign.problems.Enqueue($"A provider refused: {refusal.Status} {refusal.Message}");
            var report = await CampaignReport.ReadAsync(
                options,
                folder.FullName,
                [.. campaign.questions.OrderBy(asked => asked.Key).Select(asked => asked.Value)],
                campaign.problems
            );
            report.Print(agents, campaign.kills, time.GetElapsedTime(began));
            if (report.Violations.Count == 0)
                folder.Delete(recursive: true);
            else
                Console.WriteLine($"The store is kept: baton show CONVERSATION --store {Worker.StoreIn(folder.FullName)}");
            return report.Violations.Count == 0 ? 0 : 1;
        }
        finally
        {
            foreach (var provider in providers)
                await provider.DisposeAsync();
        }
    }

    private async Task ServeAsync()
    {
        var next = -1;
        var customers = (options.Turns + Case.PerCustomer - 1) / Case.PerCustomer;
        try
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, options.AtOnce)
                    .Select(async _ =>
                    {
                        for (
                            var customer = Interlocked.Increment(ref next);
                            customer < customers;
                            customer = Interlocked.Increment(ref next)
                        )
                            await ServeAsync(customer);
                    })
            );
            await worker.CloseAsync();
        }
        finally
        {
            worker.Dispose();
        }
    }

    private async Task ServeAsync(int customer)
    {
        var name = $"c{customer.ToString(CultureInfo.InvariantCulture)}";
        var conversation = new ConversationId(name);
        for (var number = customer * Case.PerCustomer; number < Math.Min((customer + 1) * Case.PerCustomer, options.Turns); number++)
        {
            var at = new Case(number);
            var question = questions[number] = new Question($"Case {at.Name}", conversation, at.Message);
            var said = await AskAsync(at, question, "run");
            // Some customers send everything twice.
            if (number % 5 == 0)
                said = await AskAsync(at, question, "run");
            // People have the conversation then, and the campaign has no people: the customer begins another.
            if (said.Outcome == nameof(TurnOutcome.WaitingOnPerson))
                conversation = new ConversationId($"{name}-{at.Name}");
        }
    }

    // Asks until there is an answer. Of those whose process died every other customer asks again, under the same id; for the rest somebody
    // goes on with what was left, and they ask again only if nothing was taken.
    private async Task<Said> AskAsync(Case at, Question question, string act)
    {
        while (true)
        {
            var serving = worker;
            var said = await serving.OrderAsync(act, at, question);
            switch (said.Word)
            {
                case "died":
                    await ReplaceAsync(serving);
                    act = at.Number / 2 % 2 == 0 ? "run" : "resume";
                    break;
                case "nothing" when act == "resume":
                    act = "run";
                    break;
                case "ended":
                    question.Heard.Add(said.Text);
                    await CountAsync();
                    return said;
                default:
                    problems.Enqueue($"{question.Name}: {said.Word}: {said.Text}");
                    return said;
            }
        }
    }

    private async Task CountAsync()
    {
        await changing.WaitAsync();
        try
        {
            if (++answers < killAt)
                return;
            killAt = answers + NextKill();
            kills++;
            killed = worker;
            await worker.KillAsync();
        }
        finally
        {
            changing.Release();
        }
    }

    private async Task ReplaceAsync(WorkerProcess dead)
    {
        await changing.WaitAsync();
        try
        {
            if (worker != dead)
                return;
            if (killed != dead)
                problems.Enqueue($"The process ended by itself: {dead.End}");
            worker = await WorkerProcess.StartAsync(folder, environment);
            dead.Dispose();
        }
        finally
        {
            changing.Release();
        }
    }

    private int NextKill() => Math.Max(1, (int)(options.KillAfter * (0.5 + mix.Draw(0, kills))));
}
