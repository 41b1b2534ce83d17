using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Baton.Texts.Clearances;
using CsCheck;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>What models read over whole conversations, with a secret in one place after the other.</summary>
public sealed class ClearanceViewTests
{
    private static readonly string[] Places =
    [
        "message",
        "own answer",
        "colleague's answer",
        "summary",
        "title",
        "category",
        "tool result",
        "tool failure",
        "arguments",
        "field",
        "unknown tool",
        "unknown issue",
        "note",
        "limit",
    ];

    private static readonly Gen<(string Secret, string Bare)> Secrets = Gen.OneOf(
        Cards.Number.Select(number => (number, number)),
        Cards.Number.Select(number => (string.Join(" ", number.Chunk(4).Select(group => new string(group))), number)),
        Gen.Char['a', 'z'].Array[6, 12].Select(letters => ($"my password is {new string(letters)}7", new string(letters) + "7")),
        Gen.Char['a', 'f'].Array[20].Select(letters => ($"sk-1{new string(letters)}", $"sk-1{new string(letters)}")),
        Gen.Int[1000, 9999].Select(pin => ($"PIN {pin}!", $"PIN {pin}"))
    );

    [Fact]
    public async Task No_secret_in_any_place_reaches_an_agent_below_its_clearance_and_every_one_reaches_an_agent_with_it() =>
        await Gen.Select(Secrets, Cards.Any(Places))
            .SampleAsync(
                async planted =>
                {
                    var ((secret, bare), place) = planted;
                    var (below, _) = await ReadAsync(Clearance.Normal, secret, place);
                    var (above, journal) = await ReadAsync(Clearance.Secret, secret, place);

                    Assert.DoesNotContain(bare, Squeezed(below, bare), StringComparison.Ordinal);
                    // A limit that names no tool says nothing to the receiver.
                    if (place != "limit")
                        Assert.Contains(bare, Squeezed(above, bare), StringComparison.Ordinal);
                    // The journal keeps the truth.
                    Assert.Contains(bare, Squeezed(journal, bare), StringComparison.Ordinal);
                },
                iter: Cases.Of(300)
            );

    [Fact]
    public async Task A_tool_above_the_reader_is_withheld_from_its_caller_and_from_colleagues()
    {
        var (below, journal) = await ReadAsync(Clearance.Normal, "the balance is 12", "tool result", Clearance.Sensitive);
        var (above, _) = await ReadAsync(Clearance.Sensitive, "the balance is 12", "tool result", Clearance.Sensitive);

        Assert.DoesNotContain("balance is 12", below, StringComparison.Ordinal);
        Assert.Contains("[withheld: sensitive]", below, StringComparison.Ordinal);
        Assert.Contains("balance is 12", above, StringComparison.Ordinal);
        Assert.Contains("balance is 12", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_a_withheld_tool_failed_is_told()
    {
        var (below, _) = await ReadAsync(Clearance.Normal, "no account of Ann", "tool failure", Clearance.Secret);

        Assert.DoesNotContain("account of Ann", below, StringComparison.Ordinal);
        Assert.Contains("Error: [withheld: secret]", below, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_stays_withheld_when_the_tool_is_called_normal_later()
    {
        var journal = new InMemoryJournal();
        var conversation = new ConversationId("c1");
        await RunAsync(Clearance.Sensitive);
        var models = await RunAsync(Clearance.Normal);

        Assert.DoesNotContain("balance 12", Everything(models), StringComparison.Ordinal);
        Assert.Equal(
            Clearance.Sensitive,
            (await journal.ReadAsync(conversation).ToListAsync()).OfType<ToolCallEnded>().First().Sensitivity
        );

        async Task<ScriptedModels> RunAsync(Clearance sensitivity)
        {
            var desk = new Agent
            {
                Name = "desk",
                Tools = [new Tool(Tool.Create(() => "balance 12", "balance").Function) { Sensitivity = sensitivity }],
            };
            var models = new ScriptedModels
            {
                ["desk"] = new ScriptedModel(request =>
                    sensitivity == Clearance.Normal || request.Results.Count > 0 ? Say("Done.") : Call("balance")
                ),
            };
            await new TeamRuntime(new Team("t", desk), models.For, journal).RunAsync("Hello", conversation);
            return models;
        }
    }

    [Fact]
    public async Task What_an_agent_thought_is_left_out_rather_than_changed_when_it_holds_a_secret()
    {
        var conversation = new ConversationId("c1");
        var seen = new List<ChatMessage>();
        var desk = new Agent { Name = "desk", Tools = [Tool.Create(() => "ok", "look", effect: ToolEffect.ReadOnly)] };
        var team = new Team("t", desk);

        await new TeamRuntime(team, new ThinkingModel("The PIN is 1234.", seen)).RunAsync("Hello", conversation);

        Assert.DoesNotContain(seen.SelectMany(message => message.Contents), content => content is TextReasoningContent);
    }

    [Fact]
    public void A_policy_that_cannot_be_kept_is_refused_with_the_team()
    {
        var policy = new ClearancePolicy
        {
            Patterns = [new("a]", "b"), new("c", "(d"), new("e", "f", Clearance.Normal)],
            Fields = [new("", Clearance.Secret)],
        };

        var refusal = Assert.Throws<TeamException>(() => new Team("t", new Agent { Name = "a" }, clearancePolicy: policy));

        Assert.Equal(4, refusal.Problems.Count);
    }

    [Fact]
    public async Task The_policy_of_the_team_counts()
    {
        var models = new ScriptedModels { ["desk"] = new ScriptedModel(Say("Hello.")) };
        var policy = new ClearancePolicy { Patterns = [new("employee", @"E-\d{6}")] };

        await new TeamRuntime(new Team("t", new Agent { Name = "desk" }, clearancePolicy: policy), models.For).RunAsync("I am E-123456.");

        Assert.Contains("I am [employee].", Everything(models), StringComparison.Ordinal);
    }

    // Triage hands over to billing, which looks up and answers; then technical answers, and in the next turns triage and billing read all
    // again.
    private static async Task<(string Read, string Journal)> ReadAsync(
        Clearance clearance,
        string secret,
        string place,
        Clearance sensitivity = Clearance.Normal
    )
    {
        var find = Tool.Create(
            (string note, string password = "") =>
                At("tool failure", "") is { Length: > 0 } failure
                    ? throw new ToolException(failure)
                    : $$"""{"note":"{{At("tool result", "none")}}"}""",
            "find"
        );
        var billing = new Agent
        {
            Name = "billing",
            Clearance = clearance,
            Tools = [new Tool(find.Function) { Sensitivity = sensitivity }],
        };
        var technical = new Agent
        {
            Name = "technical",
            Clearance = clearance,
            Handoffs = [billing],
        };
        var triage = new Agent
        {
            Name = "triage",
            Clearance = clearance,
            Handoffs = [billing, technical],
        };
        billing.Handoffs.Add(triage);
        technical.Handoffs.Add(triage);
        var models = new ScriptedModels
        {
            ["triage"] = new ScriptedModel(request =>
                request.Number == 1
                    ? Transfers(
                        At("summary", "About a charge."),
                        At("title", "Charge"),
                        At("category", "money"),
                        At("unknown issue", "Error"),
                        At("note", "n"),
                        At("limit", "find")
                    )
                    : Say("Anything else?")
            ),
            ["billing"] = new ScriptedModel(request =>
                request switch
                {
                    { Number: 1 } => Call(
                        "find",
                        JsonSerializer.Serialize(new { note = At("arguments", "n"), password = place == "field" ? secret : "" })
                    ),
                    { Number: 2 } => Call(place == "unknown tool" ? $"find {secret}" : "nothing") with
                    {
                        Text = At("own answer", "I look."),
                    },
                    { Number: 3 } => Say(At("own answer", "It is fine.")),
                    { Number: 4 } => Transfer("triage", "Back to you.", null, "Rest"),
                    _ => Say("Yes."),
                }
            ),
            ["technical"] = new ScriptedModel(_ => Say(At("colleague's answer", "It is known.") + " Is there more?")),
        };
        var (journal, conversation) = (new InMemoryJournal(), new ConversationId("c1"));
        var runtime = new TeamRuntime(new Team("t", triage), models.For, journal);
        await runtime.RunAsync(At("message", "Hello, I have two things."), conversation);
        foreach (var more in (string[])["And now?", "Really?", "So?"])
            await runtime.RunAsync(more, conversation);
        var entries = await journal.ReadAsync(conversation).ToListAsync();
        return (Everything(models), string.Join("\n", entries.Select(Line)));

        string At(string here, string otherwise) => here == place ? $"{otherwise} {secret}".Trim() : otherwise;
    }

    private static ScriptedReply Transfers(string summary, string title, string category, string other, string note, string limit) =>
        Call(
                "transfer_to_billing",
                JsonSerializer.Serialize(
                    new
                    {
                        summary,
                        issues = new[] { title },
                        category,
                        notes = new[] { note },
                        limits = new { tools = new[] { "find", limit } },
                    }
                )
            )
            .And(Call("transfer_to_technical", JsonSerializer.Serialize(new { summary = "Another.", issues = new[] { other } })));

    // Everything in every request: text, reasoning, names and arguments of calls, and results.
    private static string Everything(ScriptedModels models) =>
        string.Join(
            "\n",
            models
                .Requests.SelectMany(asked => asked.Request.Messages)
                .SelectMany(message => message.Contents)
                .Select(content =>
                    content switch
                    {
                        TextContent text => text.Text,
                        TextReasoningContent thought => thought.Text,
                        FunctionCallContent call => $"{call.Name} {JsonSerializer.Serialize(call.Arguments)}",
                        FunctionResultContent result => $"{result.Result}",
                        _ => content.ToString(),
                    }
                )
        );

    private static string Line(JournalEntry entry)
    {
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return System.Text.Encoding.UTF8.GetString(line.WrittenSpan);
    }

    // A card's digits may be written in groups.
    private static string Squeezed(string text, string bare) =>
        char.IsDigit(bare[0]) ? text.Replace(" ", "", StringComparison.Ordinal) : text;

    /// <summary>Thinks aloud, calls a tool, then answers.</summary>
    private sealed class ThinkingModel(string thought, List<ChatMessage> seen) : DelegatingChatClient(new ScriptedModel(Say("unused")))
    {
        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            seen.AddRange(messages);
            return Task.FromResult(
                new ChatResponse(
                    new ChatMessage(
                        ChatRole.Assistant,
                        seen.Exists(message => message.Role == ChatRole.Tool)
                            ? [new TextContent("Done.")]
                            : [new TextReasoningContent(thought) { ProtectedData = "c2ln" }, new FunctionCallContent("1", "look")]
                    )
                )
            );
        }
    }
}
