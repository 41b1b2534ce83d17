using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Histories;
using Baton.Teams.Clearances;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using CsCheck;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>
/// Secrets that are known by where they stand and not by their form, in conversations that are long enough to be summarised: no path
/// through summaries and pages of history brings them to an agent below its clearance.
/// </summary>
public sealed class SummaryClearanceTests
{
    private const string Filler =
        "Well, as I said, I have thought about it for a good while, and it is not easy to say what would be best for all of us.";

    // What is planted, where, and the part of it that nobody below may read.
    private static readonly (string Place, string Said, string Secret)[] Plants =
    [
        ("sensitive result", "Ann lives at 12 Oak Street and has the file INV-90017.", "INV-90017"),
        ("sensitive result", """{"note":"call her at 5:45 pm","file":"QX-77001"}""", "QX-77001"),
        ("sensitive failure", "There is no file QX-77001 of Ann.", "QX-77001"),
        ("result", """{"name":"Ann","passport_number":"X1234567"}""", "X1234567"),
        ("result", """{"rows":[{"passport_number":"X1234567"}],"found":1}""", "X1234567"),
        ("arguments", "X1234567", "X1234567"),
        ("message", "Hello, my password is hunter2000, please look.", "hunter2000"),
        ("message", "Hello, my password is hunter2000. Is it hunter2000 that fails?", "password is hunter2000"),
        ("message", "The card is 4111 1111 1111 1111, PIN: 4711.", "4711"),
        ("answer", "I set it for you. Your new password: QX-77001-b", "QX-77001-b"),
        ("summary", "The customer's password is hunter2000.", "hunter2000"),
        ("title", "The password is hunter2000", "hunter2000"),
    ];

    [Fact]
    public async Task What_stands_below_a_mask_reaches_nobody_below_its_clearance_by_summary_page_or_colleague()
    {
        foreach (var (place, said, secret) in Plants)
        {
            var story = new Story(place, said);
            await story.TellAsync();

            Assert.Contains(secret, Bare(await story.JournalAsync()), StringComparison.Ordinal);
            Assert.Contains(secret, Bare(story.ReadBy("desk") + story.ReadBy("chief")), StringComparison.Ordinal);
            var below = story.ReadBy("small");
            Assert.Contains("<baton:summary", below, StringComparison.Ordinal);
            Assert.Contains("2 customer: ", below, StringComparison.Ordinal);
            Assert.Contains("chief answered the customer", below, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, Bare(below), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_limit_on_clearance_hides_what_an_agent_could_read_before_and_from_whoever_gets_the_issue_next()
    {
        var story = new Story("sensitive result", "Ann has the file INV-90017.", limited: true);
        await story.TellAsync();

        Assert.Contains("INV-90017", story.ReadBy("desk"), StringComparison.Ordinal);
        var chief = story.ReadBy("chief");
        Assert.Contains("<baton:summary", chief, StringComparison.Ordinal);
        Assert.Contains("[withheld: sensitive]", chief, StringComparison.Ordinal);
        Assert.DoesNotContain("INV-90017", chief, StringComparison.Ordinal);
    }

    [Fact]
    public void Readers_for_whom_nothing_is_masked_share_one_summary_and_the_others_have_their_own()
    {
        var transcript = new Transcript().Read([
            new MessageReceived
            {
                Seq = 1,
                Message = new MessageId("m1"),
                Text = "Order INV-1001 over $49.99, please.",
            },
            new MessageReceived
            {
                Seq = 2,
                Message = new MessageId("m2"),
                Text = "My IBAN is DE89370400440532013000.",
            },
            new MessageReceived
            {
                Seq = 3,
                Message = new MessageId("m3"),
                Text = "My password is hunter2000.",
            },
        ]);
        var normal = new ReaderAccess(Masking.Default, Clearance.Normal, StateCatalog.Of("t", [], [], [])!);

        Assert.Same(SummaryFor(Clearance.Secret, 1), SummaryFor(Clearance.Normal, 1));
        Assert.Same(SummaryFor(Clearance.Secret, 2), SummaryFor(Clearance.Sensitive, 2));
        Assert.NotEqual(SummaryFor(Clearance.Secret, 2).Text, SummaryFor(Clearance.Normal, 2).Text);
        Assert.NotEqual(SummaryFor(Clearance.Secret, 3).Text, SummaryFor(Clearance.Sensitive, 3).Text);
        Assert.NotEqual(SummaryFor(Clearance.Sensitive, 3).Text, SummaryFor(Clearance.Normal, 3).Text);

        TranscriptSummary SummaryFor(Clearance clearance, long to) => transcript.For(normal.At(clearance)).SummaryUpTo(to, 100, to);
    }

    [Fact]
    public void Whatever_is_asked_first_every_reader_reads_what_it_would_read_alone() =>
        Gen.Select(
                Cards
                    .Any(
                        "Nothing here, order A-1.",
                        "PIN 4711!",
                        "My password is hunter2000.",
                        "The card is 4111 1111 1111 1111.",
                        "Shall it be the 8th of March?",
                        "Yes, please."
                    )
                    .List[1, 12],
                Gen.Int[0, 2].List[1, 6]
            )
            .Sample(
                (texts, order) =>
                {
                    var entries = texts
                        .Select(
                            (text, at) =>
                                new MessageReceived
                                {
                                    Seq = at + 1,
                                    Message = new MessageId($"m{at}"),
                                    Text = text,
                                }
                        )
                        .ToList();
                    var shared = new Transcript().Read(entries);
                    foreach (var clearance in order)
                    {
                        var reader = new ReaderAccess(Masking.Default, (Clearance)clearance, StateCatalog.Of("t", [], [], [])!);
                        var alone = new Transcript()
                            .Read([.. entries.Select(entry => entry with { Text = reader.Text(entry.Text) })])
                            .Unmasked;
                        Assert.Equal(
                            alone.SummaryUpTo(texts.Count, 200, texts.Count),
                            shared.For(reader).SummaryUpTo(texts.Count, 200, texts.Count)
                        );
                    }
                }
            );

    // A card's digits may be written in groups, and text in JSON is escaped.
    private static string Bare(string text) =>
        text.Replace("\\u0022", "\"", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);

    /// <summary>
    /// A desk with every clearance works with the customer; then an agent without, an agent with it and the first one again read summaries
    /// of all that, page through the history, and fail at the end.
    /// </summary>
    private sealed class Story
    {
        private const int Turns = 60;
        private readonly string place;
        private readonly string said;
        private readonly InMemoryJournal journal = new();
        private readonly ConversationId conversation = new("c1");
        private readonly ScriptedModels models = new();
        private readonly TeamRuntime runtime;

        public Story(string place, string said, bool limited = false)
        {
            (this.place, this.said) = (place, said);
            var find = Tool.Create(
                (string passport_number = "") =>
                    place.EndsWith("failure", StringComparison.Ordinal) ? throw new ToolException(said) : At("result", "{}"),
                "find"
            );
            var tool = new Tool(find.Function)
            {
                Sensitivity = place.StartsWith("sensitive", StringComparison.Ordinal) ? Clearance.Sensitive : Clearance.Normal,
            };
            var brief = new HistoryPolicy
            {
                Mode = HistoryMode.Summary,
                ShortTokens = 500,
                TailTokens = 300,
            };
            var small = new Agent
            {
                Name = "small",
                ContextWindow = 6000,
                History = brief,
            };
            var chief = new Agent
            {
                Name = "chief",
                Clearance = Clearance.Secret,
                ContextWindow = 6000,
                History = brief,
                Handoffs = [small],
            };
            small.Handoffs.Add(chief);
            var desk = new Agent
            {
                Name = "desk",
                Clearance = Clearance.Secret,
                Tools = [tool],
                Handoffs = [small, chief],
            };
            models["desk"] = new ScriptedModel(request =>
                request.Results.Count > 0 ? Say(At("answer", "I have it."))
                : Asks(request, "Go on")
                    ? limited ? Call("transfer_to_chief", """{"summary":"Over to you.","limits":{"clearance":"normal"}}""")
                        : Handing("small")
                : request.Number == 1 ? Call("find", JsonSerializer.Serialize(new { passport_number = place == "arguments" ? said : "" }))
                : Say($"{Filler} {request.Number}")
            );
            models["small"] = new ScriptedModel(request =>
                Asks(request, "Pass on") ? Handing("chief")
                : Asks(request, "Fail") ? Fail(new InvalidOperationException("down"))
                : Reading(request)
            );
            models["chief"] = new ScriptedModel(request => Asks(request, "Pass on") ? Handing("small") : Reading(request));
            var policy = new ClearancePolicy { Fields = [new SensitiveField("passport_number")] };
            runtime = new TeamRuntime(new Team("t", desk, clearancePolicy: policy), models.For, journal);

            string At(string here, string otherwise) => place.EndsWith(here, StringComparison.Ordinal) ? said : otherwise;
        }

        public async Task TellAsync()
        {
            await runtime.RunAsync(place == "message" ? said : "Hello.", conversation);
            for (var turn = 1; turn < Turns; turn++)
                await runtime.RunAsync($"{Filler} {turn}", conversation);
            foreach (var message in (string[])["Go on.", "Pass on.", "Pass on.", "Fail now.", "And again?"])
                await runtime.RunAsync(message, conversation);
        }

        public string ReadBy(string agent) =>
            string.Join(
                "\n",
                models[agent]
                    .Requests.SelectMany(request => request.Messages)
                    .SelectMany(message => message.Contents)
                    .Select(content =>
                        content switch
                        {
                            TextContent text => text.Text,
                            FunctionCallContent call => $"{call.Name} {JsonSerializer.Serialize(call.Arguments)}",
                            FunctionResultContent result => $"{result.Result}",
                            _ => content.ToString(),
                        }
                    )
            );

        public async Task<string> JournalAsync() =>
            string.Join(
                "\n",
                (await journal.ReadAsync(conversation).ToListAsync()).Select(entry =>
                {
                    var line = new System.Buffers.ArrayBufferWriter<byte>();
                    JournalCodec.Write(entry, line);
                    return System.Text.Encoding.UTF8.GetString(line.WrittenSpan);
                })
            );

        private static bool Asks(ScriptedRequest request, string words) =>
            request.Messages[^1].Text.TrimEnd().Split('\n')[^1].StartsWith(words, StringComparison.Ordinal);

        // Reads the first page of everything once in a turn.
        private static ScriptedReply Reading(ScriptedRequest request) =>
            request.Results.Count > 0 || !request.Tools.Contains(ReadHistory.ToolName)
                ? Say("I have read it. Is there more?")
                : Call(ReadHistory.ToolName, """{"from":1,"to":40}""");

        private ScriptedReply Handing(string agent) =>
            Transfer(agent, place == "summary" ? said : "Over to you.", null, place == "title" ? said : "Rest");
    }
}
