using System.Net;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.TeamFiles;
using Baton.Testing.ChatClients;
using Baton.Tests.Fallbacks;
using Baton.Tests.Journals;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.TeamFiles;

/// <summary>What a team's file says of fallbacks holds while the team serves.</summary>
public sealed class FallbackFileTests
{
    private static ScriptedReply Busy => Fail(new HttpRequestException("busy", null, HttpStatusCode.ServiceUnavailable));

    [Fact]
    public async Task Retries_models_generalist_checks_and_words_are_those_of_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "team.yaml");
        await File.WriteAllTextAsync(
            path,
            """
            name: t
            entry: front
            fallback:
              retries: 1
              retry_delay: 3s
              generalist: helper
              validation: {amounts: true}
              texts: {sorry: "Leider nicht: {why}.", next: "Ihr Zeichen: {reference}", causes: {invalid_output: die Antwort stimmte nicht}}
            agents:
              front: {model: [ollama/first, ollama/second], fallback: {retries: 2}}
              helper: {model: ollama/third}
            """
        );
        await using var file = await TeamFile.LoadAsync(path);
        var asked = new List<string>();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var journal = new InMemoryJournal();
        var runtime = new TeamRuntime(file.Team, ModelOf, journal, new RuntimeOptions { TimeProvider = time, CircuitMinimumCalls = 100 });

        var turn = await time.PassAsync(runtime.RunAsync("Hello?", new ConversationId("c1")));

        // Three times each by the agent's own retries; the generalist, by the team's, is told once of an amount that nobody named.
        Assert.Equal(
            [
                "ollama/first",
                "ollama/first",
                "ollama/first",
                "ollama/second",
                "ollama/second",
                "ollama/second",
                "ollama/third",
                "ollama/third",
            ],
            asked
        );
        Assert.Equal("Leider nicht: die Antwort stimmte nicht.\n\nIhr Zeichen: c1", turn.FinalOutput);
        var rungs = (await journal.ReadAsync(new ConversationId("c1")).ToListAsync()).OfType<FellBack>().ToList();
        Assert.Equal(
            [
                FallbackRung.Retry,
                FallbackRung.Retry,
                FallbackRung.OtherModel,
                FallbackRung.Retry,
                FallbackRung.Retry,
                FallbackRung.Generalist,
                FallbackRung.Degraded,
            ],
            rungs.Select(fell => fell.Rung)
        );
        Assert.Contains(rungs, fell => fell.WaitMs >= 1000);

        ScriptedModel ModelOf(Agent agent) =>
            new(_ =>
            {
                asked.Add(agent.Model!);
                return agent.Model == "ollama/third" ? Say("You get $77.00.") : Busy;
            });
    }
}
