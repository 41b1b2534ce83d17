using Baton.Journals;
using Baton.Journals.Entries;
using Baton.TeamFiles;
using Baton.Teams.Histories;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.TeamFiles;

/// <summary>Who writes the prose of summaries, as a file says it.</summary>
public sealed class HistoryWriterTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-team-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Each_level_names_its_writer_and_its_time_and_has_the_rest_from_the_level_above()
    {
        await using var file = await LoadAsync(
            """
            name: shop
            entry: desk
            history: {writer: scribe, writer_timeout: 90s}
            agents:
              desk:
                handoffs:
                  - {to: money, history: {writer: desk}}
                  - {to: help, history: {writer_timeout: 500ms}}
                  - {to: plain, history: {mode: summary}}
              money: {history: {writer: receiver, writer_timeout: 5s}}
              help: {history: {writer: extractive}}
              plain: {history: {room: 0.5}}
              scribe: {context_window: 32000}
            """
        );
        var (desk, agents) = (file.Team.Entry, file.Team.Agents.ToDictionary(agent => agent.Name));

        Assert.Equal(
            ("scribe", 32_000, TimeSpan.FromSeconds(90)),
            (file.Team.History.Writer.Agent!.Name, file.Team.History.Writer.Agent.ContextWindow, file.Team.History.Writer.Timeout)
        );
        Assert.Equal(SummaryWriter.Receiver with { Timeout = TimeSpan.FromSeconds(5) }, agents["money"].History!.Writer);
        Assert.Equal(SummaryWriter.Extractive with { Timeout = TimeSpan.FromSeconds(90) }, agents["help"].History!.Writer);
        Assert.Equal(file.Team.History.Writer, agents["plain"].History!.Writer);
        Assert.Equal(SummaryWriter.Of(desk) with { Timeout = TimeSpan.FromSeconds(5) }, desk.Handoffs[0].History!.Writer);
        Assert.Equal(SummaryWriter.Extractive with { Timeout = TimeSpan.FromMilliseconds(500) }, desk.Handoffs[1].History!.Writer);
        Assert.Equal((file.Team.History.Writer, 0.5), (desk.Handoffs[2].History!.Writer, desk.Handoffs[2].History!.Room));
    }

    [Fact]
    public async Task Nobody_writes_and_a_writer_has_twenty_seconds_unless_the_file_says_otherwise()
    {
        await using var file = await LoadAsync(
            "{name: shop, entry: desk, history: {mode: summary}, agents: {desk: {history: {writer: receiver}}}}"
        );

        Assert.Equal(SummaryWriter.Extractive, file.Team.History.Writer);
        Assert.Equal(
            (true, TimeSpan.FromSeconds(20)),
            (file.Team.Entry.History!.Writer.IsReceiver, file.Team.Entry.History.Writer.Timeout)
        );
    }

    [Fact]
    public async Task Agents_may_write_for_each_other_in_circles()
    {
        await using var file = await LoadAsync(
            """
            name: shop
            entry: desk
            agents:
              desk: {handoffs: [money], history: {writer: money}}
              money: {handoffs: [desk], history: {writer: desk}}
            """
        );
        var (desk, money) = (file.Team.Entry, file.Team.Agents[1]);

        Assert.Same(money, desk.History!.Writer.Agent);
        Assert.Same(desk, money.History!.Writer.Agent);
    }

    [Fact]
    public async Task An_agent_that_only_writes_is_not_in_the_team_and_its_model_writes()
    {
        await using var file = await LoadAsync(
            """
            name: shop
            entry: first
            history: {mode: summary, short_tokens: 0, tail_tokens: 0}
            state:
              note: {read: [scribe], write: [first]}
            agents:
              first: {handoffs: [{to: money, history: {writer: scribe}}]}
              money: {context_window: 4000}
              scribe: {}
            """
        );
        var (models, journal, conversation) = (new ScriptedModels(), new InMemoryJournal(), new ConversationId("c1"));
        models["first"] = new ScriptedModel(request =>
            request.Number < 12 ? Say("I have understood what you wrote to me, thank you.") : Transfer("money", "Over to you.")
        );
        models["scribe"] = new ScriptedModel(_ => Say("They talked of charges."));
        models["money"] = new ScriptedModel(_ => Say("I take over."));
        var runtime = new TeamRuntime(file.Team, models.For, journal);
        for (var number = 1; number <= 12; number++)
            await runtime.RunAsync($"Message {number}: I see another charge on my bill and do not know what it is for.", conversation);

        Assert.Equal(["first", "money"], file.Team.Agents.Select(agent => agent.Name));
        var written = Assert.Single(
            (await journal.ReadAsync(conversation).ToListAsync(TestContext.Current.CancellationToken)).OfType<SummaryWritten>()
        );
        Assert.Equal(("scribe", SummaryOutcome.Ok), (written.By, written.Outcome));
        Assert.Contains("They talked of charges.", models["money"].Requests[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("writer: scribe", null)]
    [InlineData("writer: scrib", "7:23: 'scrib' is not a writer: did you mean 'scribe'?")]
    [InlineData("writer: [scribe]", "7:23: 'writer' must be text, not a list")]
    [InlineData(
        "mode: summary",
        "8:3: nobody reaches 'scribe' from 'desk': add it to the handoffs of an agent that is reached, or remove it"
    )]
    [InlineData(
        "writer: extractive",
        "7:23: 'extractive' is a way to write and the name of an agent: rename the agent|8:3: nobody reaches 'scribe' from 'desk': add "
            + "it to the handoffs of an agent that is reached, or remove it"
    )]
    public async Task A_writer_is_an_agent_of_the_file_and_needs_no_handoff_to_it(string line, string? problems)
    {
        var path = await WriteAsync(
            $$"""
            name: shop
            entry: desk
            agents:
              desk: {handoffs: [money, extractive]}
              extractive: {}
              money:
                history: {{{line}}}
              scribe: {}
            """
        );

        Assert.Equal(
            problems?.Split('|') ?? [],
            TeamFile.Check(path).Select(problem => $"{problem.Line}:{problem.Column}: {problem.Message}")
        );
    }

    private async Task<TeamFile> LoadAsync(string text) =>
        await TeamFile.LoadAsync(await WriteAsync(text), cancellationToken: TestContext.Current.CancellationToken);

    private async Task<string> WriteAsync(string text)
    {
        var path = Path.Combine(folder.FullName, "team.yaml");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
