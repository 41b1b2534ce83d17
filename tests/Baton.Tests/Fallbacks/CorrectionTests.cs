using System.Net;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>Each kind of fault in a reply has its own correction, and together they are bounded.</summary>
public sealed class CorrectionTests
{
    private static readonly Dictionary<string, ScriptedReply> Faults = new()
    {
        ["empty_reply"] = Empty,
        ["unknown_target"] = Call("serch"),
        ["malformed_arguments"] = Call("find", """{"pieces":"many"}"""),
        ["malformed_arguments json"] = Call("find", "{not json"),
        ["narrated_transfer"] = Say("I'm transferring you to our billing team now."),
        ["invalid_output written_call"] = Say("""{"name":"serch","arguments":{"pieces":1}}"""),
        ["invalid_output data"] = Say("""{"rows":[],"count":0}"""),
        ["invalid_output promise"] = Say("I have refunded your order."),
        ["invalid_output check"] = Say("forbidden"),
        ["cut_off"] = Say("It is beca") with { Finish = ChatFinishReason.Length },
    };

    public static TheoryData<string> Kinds => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_model_that_behaves_after_a_correction_serves_the_customer(string kind)
    {
        var ladder = Of(Faults[kind], Say("Here you are."));

        Assert.Equal("Here you are.", (await ladder.RunAsync()).FinalOutput);
        var failed = Assert.Single(await FailuresAsync(ladder));
        Assert.Equal(kind.Replace(" json", "", StringComparison.Ordinal), NameOf(failed));
        Assert.NotNull(failed.Told);
    }

    [Theory]
    [InlineData("\u200b")]
    [InlineData("\u2060 \u00ad\n\ufeff")]
    [InlineData("\u2800\u3164")]
    [InlineData("\u0301\ufe0f\U000e0041")]
    public async Task A_reply_that_nobody_can_see_is_empty(string unseen)
    {
        var ladder = Of(Say(unseen), Say("Here you are."));

        Assert.Equal("Here you are.", (await ladder.RunAsync()).FinalOutput);
        Assert.Equal("empty_reply", NameOf(Assert.Single(await FailuresAsync(ladder))));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\U0001f44d\ufe0f")]
    [InlineData("\u0e01\u0e33")]
    public async Task A_reply_of_one_character_is_an_answer(string said)
    {
        Assert.Equal(said, (await Of(Say(said)).RunAsync()).FinalOutput);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_model_that_makes_the_same_fault_again_is_not_asked_a_third_time(string kind)
    {
        var ladder = Of(Faults[kind], Faults[kind]);

        var turn = await ladder.RunAsync();

        Assert.Equal(kind == "cut_off" ? TurnOutcome.Replied : TurnOutcome.Degraded, turn.Outcome);
        Assert.Equal(2, ladder["only"].Requests.Count);
    }

    [Theory]
    [InlineData("empty_reply", "unknown_target", "malformed_arguments")]
    [InlineData("invalid_output data", "invalid_output written_call", "invalid_output promise")]
    [InlineData("cut_off", "invalid_output check", "narrated_transfer")]
    public async Task Three_different_faults_are_corrected_one_after_the_other(params string[] kinds)
    {
        var ladder = Of([.. kinds.Select(kind => Faults[kind]), Say("Here you are.")]);

        Assert.Equal("Here you are.", (await ladder.RunAsync()).FinalOutput);
        Assert.Equal(kinds, (await FailuresAsync(ladder)).Select(NameOf));
    }

    [Fact]
    public async Task A_fourth_fault_takes_the_next_rung()
    {
        var ladder = Of(Faults["empty_reply"], Faults["unknown_target"], Faults["invalid_output data"], Faults["malformed_arguments"]);

        Assert.Equal(TurnOutcome.Degraded, (await ladder.RunAsync()).Outcome);
        Assert.Null((await FailuresAsync(ladder))[^1].Told);
    }

    [Fact]
    public async Task A_reply_with_two_faults_is_corrected_for_the_one_that_was_not_corrected_yet()
    {
        var ladder = Of(Call("serch"), Call("serch").And(Call("find", """{"pieces":"many"}""")), Say("Here you are."));

        Assert.Equal("Here you are.", (await ladder.RunAsync()).FinalOutput);
        Assert.Equal(["unknown_target", "malformed_arguments"], (await FailuresAsync(ladder)).Select(NameOf));
    }

    [Fact]
    public async Task No_corrections_means_none()
    {
        var ladder = Of(new FallbackPolicy { Corrections = 0 }, Faults["empty_reply"]);

        Assert.Equal(TurnOutcome.Degraded, (await ladder.RunAsync()).Outcome);
        Assert.Single(ladder["only"].Requests);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_twice_is_used_as_far_as_it_goes_and_settles_nothing()
    {
        var cut = Say("Open the menu. Choose Reports. Then you ha") with { Finish = ChatFinishReason.Length };
        var ladder = Of(cut, cut, Say("Then you have it."));

        var turn = await ladder.RunAsync();

        Assert.Equal("Open the menu. Choose Reports.\n\n(My answer was cut off here. Please ask if you need the rest.)", turn.FinalOutput);
        Assert.Equal("Then you have it.", (await ladder.RunAsync("And then?")).FinalOutput);
    }

    [Theory]
    [InlineData("I think that the reason for thi", "I think that the reason for thi…")]
    [InlineData("First. And then a much longer sentence that has no en", "First. And then a much longer sentence that has no en…")]
    [InlineData("メニューを開きます。次に", "メニューを開きます。")]
    public async Task What_is_cut_off_ends_with_a_whole_sentence_or_with_a_mark(string text, string shown)
    {
        var cut = Say(text) with { Finish = ChatFinishReason.Length };

        Assert.StartsWith(shown + "\n\n(", (await Of(cut, cut).RunAsync()).FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_used_all_it_may_write_before_its_first_word_gets_more_room()
    {
        var model = new Limited(new ScriptedModel(Empty with { Finish = ChatFinishReason.Length }, Say("Here you are.")));

        Assert.Equal("Here you are.", (await RunAsync(model)).FinalOutput);
        Assert.Equal([null, 4_096], model.Limits);
    }

    [Theory]
    [InlineData(3_000, 32_768, 6_000)]
    [InlineData(20_000, 32_768, 32_768)]
    [InlineData(40_000, 32_768, null)]
    [InlineData(3_000, 1_000, null)]
    [InlineData(500, 1_000, 1_000)]
    [InlineData(3_000, 0, null)]
    public async Task A_reply_that_was_cut_off_may_be_twice_as_long_within_the_program_s_limit(int tokens, int most, int? longest)
    {
        var model = new Limited(
            new ScriptedModel(Say(new string('x', tokens * 4)) with { Finish = ChatFinishReason.Length }, Say("Here you are."))
        );

        Assert.Equal("Here you are.", (await RunAsync(model, new FallbackPolicy { LongestReply = most })).FinalOutput);
        Assert.Equal([null, longest], model.Limits);
    }

    [Fact]
    public async Task A_provider_that_refuses_the_larger_limit_is_asked_without_it()
    {
        var model = new Limited(
            new ScriptedModel(Say("It is beca") with { Finish = ChatFinishReason.Length }, Say("Here you are.")),
            longest: 1_000
        );

        Assert.Equal("Here you are.", (await RunAsync(model)).FinalOutput);
        Assert.Equal([null, 4_096, null], model.Limits);
    }

    private static Ladder Of(params ScriptedReply[] replies) => Of(new FallbackPolicy(), replies);

    private static Ladder Of(FallbackPolicy policy, params ScriptedReply[] replies) =>
        new()
        {
            Tools = [Tool.Create((int pieces) => $"{pieces} found", "find", effect: ToolEffect.ReadOnly)],
            Fallback = policy with
            {
                Validation = new ValidationPolicy
                {
                    Check = answer => answer.Text == "forbidden" ? "It says what must not be said." : null,
                },
            },
            ["only"] = new ScriptedModel(replies),
        };

    private static Task<Turn> RunAsync(IChatClient model, FallbackPolicy? policy = null) =>
        new TeamRuntime(new Team("helpers", new Agent { Name = "helper" }, fallback: policy), model, new InMemoryJournal()).RunAsync(
            "Hello?"
        );

    private static async Task<List<AttemptFailed>> FailuresAsync(Ladder ladder) =>
        [.. (await ladder.EntriesAsync()).OfType<AttemptFailed>()];

    private static string NameOf(AttemptFailed failed) =>
        string.Join(' ', new[] { EntryWords.Of(failed.Cause).Replace(' ', '_'), failed.Fault }.OfType<string>());

    // Notes the limit of each request, and refuses one that is too large, as providers do.
    private sealed class Limited(IChatClient inner, int? longest = null) : DelegatingChatClient(inner)
    {
        public List<int?> Limits { get; } = [];

        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            Limits.Add(options?.MaxOutputTokens);
            if (options?.MaxOutputTokens > longest)
                throw new HttpRequestException("max_tokens is too large", null, HttpStatusCode.BadRequest);
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            response.Usage!.OutputTokenCount = response.Text.Length / 4;
            return response;
        }
    }
}
