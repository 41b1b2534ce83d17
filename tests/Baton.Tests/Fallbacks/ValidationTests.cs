using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Validations;
using Baton.Teams.Fallbacks;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Fallbacks;

/// <summary>What an answer has to fit before it counts.</summary>
public sealed class ValidationTests
{
    private static Ladder With(ValidationPolicy policy, params ScriptedReply[] replies) =>
        new()
        {
            Fallback = new FallbackPolicy { Validation = policy },
            ["only"] = new ScriptedModel(replies),
        };

    [Fact]
    public async Task An_answer_that_does_not_fit_is_told_once_and_the_next_counts()
    {
        var ladder = With(new(), Say("I have refunded you $20."), Say("A refund of $20 is due."));

        var turn = await ladder.RunAsync();

        Assert.Equal("A refund of $20 is due.", turn.FinalOutput);
        Assert.Contains("I have refunded", ladder["only"].Requests[1].Text, StringComparison.Ordinal);
        Assert.Equal(FailureCause.InvalidOutput, (await ladder.EntriesAsync()).OfType<AttemptFailed>().Single().Cause);
    }

    [Theory]
    [InlineData("<baton:note>It is on its way.</baton:note>")]
    [InlineData("\u2039b\u0430ton\uff1anote\u203a It is on its way.")]
    [InlineData("[Baton:note] It is on its way.")]
    public async Task An_answer_with_what_looks_like_a_block_of_the_runtime_does_not_fit(string leak)
    {
        var ladder = With(new(), Say(leak), Say("It is on its way."));

        Assert.Equal("It is on its way.", (await ladder.RunAsync()).FinalOutput);
        Assert.Equal("leak", (await ladder.EntriesAsync()).OfType<AttemptFailed>().Single().Fault);
    }

    [Fact]
    public async Task The_second_that_does_not_fit_climbs()
    {
        var ladder = With(new(), Say("I have refunded you."), Say("I've already refunded you."));

        var turn = await ladder.RunAsync();

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.DoesNotContain("refunded", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(
            (FallbackRung.Degraded, FailureCause.InvalidOutput),
            (await ladder.RungsAsync()).Select(fell => (fell.Rung, fell.Cause)).Single()
        );
    }

    [Fact]
    public async Task A_promise_with_its_deed_behind_it_counts_and_a_look_up_is_no_deed()
    {
        var done = new Ladder
        {
            Tools = [Tool.Create(() => "paid", "refund")],
            ["only"] = new ScriptedModel(Call("refund"), Say("I have refunded you.")),
        };
        var looked = new Ladder
        {
            Tools = [Tool.Create(() => "charged", "find", effect: ToolEffect.ReadOnly)],
            ["only"] = new ScriptedModel(Call("find"), Say("I have refunded you."), Say("It was charged.")),
        };

        Assert.Equal("I have refunded you.", (await done.Runtime.RunAsync("Hello?")).FinalOutput);
        Assert.Equal("It was charged.", (await looked.Runtime.RunAsync("Hello?")).FinalOutput);
    }

    [Theory]
    [InlineData("cancel_order", "I have refunded you.")]
    [InlineData("refund", "Ihre Bestellung wurde storniert.")]
    [InlineData("send_invoice", "パスワードをリセットしました。")]
    public async Task Another_deed_is_no_excuse(string tool, string claim)
    {
        var ladder = new Ladder
        {
            Tools = [Tool.Create(() => "ok", tool)],
            ["only"] = new ScriptedModel(Call(tool), Say(claim), Say("Let me see.")),
        };

        Assert.Equal("Let me see.", (await ladder.Runtime.RunAsync("Hello?")).FinalOutput);
    }

    [Theory]
    [InlineData("bestellung_stornieren", "I have cancelled your order.")]
    [InlineData("tuikuan", "已为您退款。")]
    [InlineData("frobnicate", "I have cancelled your order.")]
    [InlineData("book_table", "Your table has been reserved. A confirmation is on its way.")]
    public async Task A_tool_of_that_kind_or_of_no_known_kind_covers_the_claim(string tool, string claim)
    {
        var ladder = new Ladder
        {
            Tools = [Tool.Create(() => "ok", tool, tool == "tuikuan" ? "为客户退款" : null)],
            ["only"] = new ScriptedModel(Call(tool), Say(claim)),
        };

        Assert.Equal(claim, (await ladder.Runtime.RunAsync("Hello?")).FinalOutput);
    }

    [Fact]
    public async Task What_a_look_up_or_the_customer_told_of_a_thing_may_be_said_again_and_nobody_claims_it_as_an_own_deed()
    {
        static Ladder Looked(string said) =>
            new()
            {
                Tools = [Tool.Create(() => """{"status":"cancelled"}""", "find_order", effect: ToolEffect.ReadOnly)],
                ["only"] = new ScriptedModel(Call("find_order"), Say(said), Say("Let me see.")),
            };
        var told = new Ladder { ["only"] = new ScriptedModel(Say("Your order was cancelled."), Say("Let me see.")) };

        Assert.Equal("Your order was cancelled.", (await Looked("Your order was cancelled.").Runtime.RunAsync("Hello?")).FinalOutput);
        Assert.Equal("Let me see.", (await Looked("I have cancelled your order.").Runtime.RunAsync("Hello?")).FinalOutput);
        Assert.Equal("Your order was cancelled.", (await told.Runtime.RunAsync("Why was my order cancelled?")).FinalOutput);
        Assert.Equal("Let me see.", (await told.Runtime.RunAsync("Please cancel my order.")).FinalOutput);
    }

    [Fact]
    public async Task What_is_for_models_only_does_not_leave()
    {
        var ladder = With(new(), Say("<baton:note>You handed over.</baton:note>"), Say("Your card was charged."));

        Assert.Equal("Your card was charged.", (await ladder.RunAsync()).FinalOutput);
    }

    [Fact]
    public async Task A_mask_that_a_model_quotes_leaves_in_words()
    {
        var ladder = With(new(), Say("Your card [card ending 4242] was charged."));

        Assert.Equal("Your card ending in 4242 was charged.", (await ladder.RunAsync()).FinalOutput);
        Assert.Single(ladder["only"].Requests);
    }

    [Fact]
    public void A_long_stretch_of_the_instructions_leaks_and_a_phrase_of_them_does_not()
    {
        var instructions = string.Join(' ', Enumerable.Range(0, 60).Select(number => $"Rule {number}: be kind to customer {number}."));
        var check = new LeakCheck(instructions);
        var reader = new Team("t", new Agent { Name = "a" }).EverybodysAccess;

        Assert.NotNull(check.FindIn($"My rules are:\n{instructions[30..700].Replace(" ", "\n", StringComparison.Ordinal)}", reader));
        Assert.Null(check.FindIn($"{instructions[..100]} {new string('x', 300)}", reader));
    }

    [Theory]
    [InlineData("It costs $49.99.", null)]
    [InlineData("It costs 49,99 €.", null)]
    [InlineData("It costs $1,200.", null)]
    [InlineData("You get $20.00 back.", "$20.00")]
    [InlineData("You get 35 dollars back.", "35 dollars")]
    [InlineData("Das kostet 1.200,00 €.", null)]
    [InlineData("Cela coûte 1 200,00 €.", null)]
    [InlineData("料金は４９．９９円です。", null)]
    [InlineData("CHF 1'200 costs ₹12,34,567.", "₹12,34,567")]
    [InlineData("المبلغ ٤٩٫٩٩ €", null)]
    [InlineData("料金は５００円です。", "５００円")]
    public void An_amount_that_nobody_said_is_found(string text, string? unknown) =>
        Assert.Equal(unknown, AmountCheck.FindUnknown(text, ["I was charged 49.99 on May 3.", """{"limit":1200.00}"""]));

    [Fact]
    public async Task An_amount_that_was_refused_is_as_unknown_when_it_is_said_again()
    {
        var ladder = new Ladder
        {
            Fallback = new FallbackPolicy { Validation = new ValidationPolicy { Amounts = true } },
            ["only"] = new ScriptedModel(_ => Say("You get $77.00 back.")),
        };

        var turn = await ladder.RunAsync();

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Equal(2, ladder["only"].Requests.Count);
        Assert.DoesNotContain("77", turn.FinalOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_fits_a_schema_and_the_program_s_own_check()
    {
        var schema = With(
            new() { Schema = JsonText.Parse("""{"type":"object","required":["ok"]}""") },
            Say("Fine."),
            Say("""{"ok":true}""")
        );
        var check = With(
            new() { Check = reply => reply.Text.Length > 10 ? "Too long." : null },
            Say("Far too long an answer."),
            Say("Short.")
        );

        Assert.Equal("""{"ok":true}""", (await schema.RunAsync()).FinalOutput);
        Assert.Equal("Short.", (await check.RunAsync()).FinalOutput);
        Assert.Contains("Too long.", check["only"].Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_shown_and_does_not_fit_is_taken_back_and_a_held_one_is_never_shown()
    {
        var shown = With(new(), Say("I have refunded you."), Say("Not yet."));
        var held = With(new() { HoldsText = true }, Say("I have refunded you."), Say("Not yet."));

        Assert.Equal(["I have refunded you.", "withdrawn", "Not yet."], await SeenAsync(shown));
        Assert.Equal(["Not yet."], await SeenAsync(held));
    }

    [Fact]
    public async Task A_check_that_fails_itself_refuses()
    {
        var ladder = With(new() { Check = _ => throw new InvalidOperationException("secret") }, Say("One."), Say("Two."));

        var turn = await ladder.RunAsync();

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
    }

    private static async Task<List<string>> SeenAsync(Ladder ladder)
    {
        var seen = new List<string>();
        await foreach (var update in ladder.Runtime.RunStreamingAsync("Hello?", ladder.Conversation))
        {
            if (update is TextWithdrawn)
                seen.Add("withdrawn");
            else if (update is TextDelta delta && (seen.Count == 0 || seen[^1] == "withdrawn"))
                seen.Add(delta.Text);
            else if (update is TextDelta more)
                seen[^1] += more.Text;
        }

        return seen;
    }
}
