using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States.Histories;
using Baton.Teams.Clearances;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Histories;

/// <summary>The search over what an agent no longer has in view.</summary>
public sealed class SearchHistoryTests
{
    private static readonly ReaderAccess Everybody = new(Masking.Default, Clearance.Normal, StateCatalog.Of("t", [], [], [])!);

    [Fact]
    public async Task An_agent_finds_by_a_search_what_was_left_behind()
    {
        var journal = new InMemoryJournal();
        var model = new ScriptedModel(request =>
            request.Results is [var page] ? Say($"Found: {page}")
            : request.Text.EndsWith("what of that?", StringComparison.Ordinal) ? Call(ReadHistory.ToolName, """{"search":"a-100007 OAK"}""")
            : Say("I have noted it.")
        );
        var team = new Team("one", new Agent { Name = "helper", ContextWindow = 5_000 }) { UpdatesIssues = false };
        var runtime = new TeamRuntime(team, model, journal);
        var conversation = new ConversationId("c1");
        for (var number = 1; number <= 400; number++)
            await runtime.RunAsync(LongHistoryTests.Dense(number), conversation);

        var turn = await runtime.RunAsync("So, what of that?", conversation);

        Assert.StartsWith("Found: ", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Contains("Order A-100007 of", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Single(turn.FinalOutput!.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var asked = model.Requests.First(request => request.Text.EndsWith("what of that?", StringComparison.Ordinal));
        Assert.DoesNotContain("A-100007", asked.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ich brauche die Rechnung für München", "MÜNCHEN rechnung")]
    [InlineData("請問我的訂單編號是多少", "訂單")]
    [InlineData("Где мой заказ номер семь", "ЗАКАЗ номер")]
    [InlineData("The code is ＡＢ－１２", "ab 12")]
    [InlineData("متى يصل طلبي رقم تسعة", "طلبي")]
    public void Words_are_found_in_any_case_form_and_order(string said, string words) =>
        Assert.StartsWith("1 customer: ", Reader(said, "Nothing.").Search(words, 1, long.MaxValue), StringComparison.Ordinal);

    [Fact]
    public void The_newest_come_first_and_a_page_is_bounded_and_says_how_to_go_on()
    {
        var reader = Reader([.. Enumerable.Range(1, 500).Select(number => $"Order {number} is late.")]);

        var page = reader.Search("late order", 1, long.MaxValue);

        Assert.StartsWith("500 customer: Order 500", page, StringComparison.Ordinal);
        Assert.EndsWith("… search again with \"to\": 480 for earlier ones.", page, StringComparison.Ordinal);
        Assert.StartsWith("480 customer: ", reader.Search("late order", 1, 480), StringComparison.Ordinal);
        Assert.Contains("No entry contains all", reader.Search("late invoice", 1, long.MaxValue), StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_finds_nothing_in_what_is_masked_and_shows_the_words_in_a_long_text()
    {
        var reader = Reader("My password is hunter2000.", $"{new string('x', 50_000)} needle {new string('y', 50_000)}");

        Assert.Contains("No entry contains all", reader.Search("hunter2000", 1, long.MaxValue), StringComparison.Ordinal);
        var page = reader.Search("needle", 1, long.MaxValue);
        Assert.Contains(" needle ", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 10, 500);
        Assert.InRange(reader.Read(1, 2).Length, 4_000, 13_000);
    }

    private static HistoryReader Reader(params string[] said) =>
        new(
            new Transcript().Read([
                .. said.Select(
                    (text, at) =>
                        new MessageReceived
                        {
                            Seq = at + 1,
                            Message = new MessageId($"m{at}"),
                            Text = text,
                        }
                ),
            ]),
            Everybody,
            128_000
        );
}
