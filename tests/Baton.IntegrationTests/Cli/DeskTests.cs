using System.Text.RegularExpressions;
using Baton.IntegrationTests.Mcp;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.IntegrationTests.Cli;

/// <summary>What people do by <c>baton desk</c>: approvals of a tool call, and tickets.</summary>
public sealed class DeskTests(WarehouseFixture warehouse) : CliTests, IClassFixture<WarehouseFixture>
{
    private const string Refund = "Please refund my money, I want $80 back.";

    [Fact]
    public async Task A_refund_beyond_the_limit_waits_and_the_customer_is_told()
    {
        var result = await RefundAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(
            "  refund waits for approval amount: 80 (refund needs approval unless 'amount' is from 0 to 50.)",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "interim reply to the customer:\n  A colleague has to approve the next step first.",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Paid back", result.Output, StringComparison.Ordinal);
        Assert.Equal("continue: baton desk shop.yaml --conversation c1 --model offline", result.Lines[^1]);
    }

    [Fact]
    public async Task A_refund_within_the_limit_is_paid_at_once()
    {
        var result = await RefundAsync("Please refund my money, I want $50 back.");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("reply to the customer:\n  Paid back: 50.", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("continue: baton run shop.yaml", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_sees_what_was_said_and_what_waits_with_the_commands_that_act()
    {
        await RefundAsync();

        var sheet = await DeskAsync("shop.yaml");
        var json = await DeskAsync("shop.yaml", "--json");

        Assert.Equal((0, ""), (sheet.ExitCode, sheet.Error));
        Assert.Equal(
            $$"""
            2 customer
              Please refund my money, I want $80 back.
            10 interim reply to the customer
              A colleague has to approve the next step first. You will get the answer here as soon as they have decided. Nothing that you wrote is lost.

            waits for approval: refund amount: 80
              call       c1_8_1
              by         billing
              why        refund needs approval unless 'amount' is from 0 to 50.
              approve: baton desk shop.yaml --conversation c1 --model offline --as {{Environment.UserName}} --approve
              refuse:  baton desk shop.yaml --conversation c1 --model offline --as {{Environment.UserName}} --refuse

            """,
            sheet.Output
        );
        Assert.Equal(9, Assert.IsType<ApprovalAsked>(Assert.Single(Entries(json))).Seq);
    }

    [Fact]
    public async Task Approved_the_call_runs_once_and_only_who_approved_it_may_say_so_again()
    {
        await RefundAsync();

        var approved = await DeskAsync("shop.yaml", "--approve", "--as", "maria", "--note", "Seen the invoice.");
        var again = await DeskAsync("shop.yaml", "--approve", "--as", "maria");
        var named = await DeskAsync("shop.yaml", "--approve", "--as", "maria", "--call", "c1_8_1");
        var late = await DeskAsync("shop.yaml", "--approve", "--as", "john", "--call", "c1_8_1");

        Assert.Equal((0, ""), (approved.ExitCode, approved.Error));
        Assert.StartsWith(
            "maria approved refund: Seen the invoice.\n  refund amount: 80\n  refund ok paid: 80\n",
            approved.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("reply to the customer:\n  Paid back: 80.", approved.Output, StringComparison.Ordinal);
        Assert.StartsWith("continue: baton run shop.yaml", approved.Lines[^1], StringComparison.Ordinal);
        AssertRefused(again, "No tool call waits for approval in this conversation.");
        Assert.Equal((0, ""), (named.ExitCode, named.Error));
        AssertRefused(late, "maria approved call c1_8_1 before: that holds.");
        Assert.Single(await JournalAsync(), entry => entry is ToolCallBegun);
        Assert.Equal(0, (await RunAsync("verify")).ExitCode);
    }

    [Fact]
    public async Task Refused_the_call_never_runs_and_the_customer_is_answered_without_it()
    {
        await RefundAsync();

        var refused = await DeskAsync("shop.yaml", "--refuse", "--as", "maria", "--note", "Paid back last week.", "--json");

        var entries = Entries(refused);
        Assert.Equal((0, 11), (refused.ExitCode, entries[0].Seq));
        Assert.Equal(
            (false, "maria", "Paid back last week."),
            entries.OfType<ApprovalDecided>().Select(decided => (decided.Approved, decided.By, decided.Note)).Single()
        );
        Assert.Equal("I could not pay back 80.", Assert.IsType<Replied>(entries[^1]).Text);
        Assert.DoesNotContain(entries, entry => entry is ToolCallBegun);
        Assert.EndsWith(
            "Nothing waits for a person in this conversation.\n",
            (await DeskAsync("shop.yaml")).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Show_says_who_is_to_act()
    {
        await RefundAsync();
        const string Remark =
            "The conversation waits for a person. This shows for what, with the team file for TEAM: baton desk TEAM --conversation c1";

        Assert.Contains(Remark, (await RunAsync("show", "c1")).Lines);
        Assert.Equal(Remark, (await RunAsync("show", "c1", "--handoffs")).Lines[^1]);
        await DeskAsync("shop.yaml", "--approve", "--as", "maria");
        Assert.DoesNotContain(Remark, (await RunAsync("show", "c1")).Lines);
        Assert.DoesNotContain(Remark, (await RunAsync("show", "c1", "--handoffs")).Lines);
    }

    [Fact]
    public async Task A_message_while_a_call_waits_has_one_answer_with_the_first()
    {
        await RefundAsync();

        var second = await RunAsync("run", "shop.yaml", "--model", "offline", "--conversation", "c1", "--message", "Is it done?");
        var approved = await DeskAsync("shop.yaml", "--approve", "--as", "maria", "--json");

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("interim reply to the customer:\n  A colleague has to approve", second.Output, StringComparison.Ordinal);
        Assert.Equal(0, approved.ExitCode);
        Assert.Single(Entries(approved).OfType<Replied>());
        Assert.Single(await JournalAsync(), entry => entry is ToolCallBegun);
    }

    [Theory]
    [InlineData("billing", "'billing' is an agent of the team. Choose another name.")]
    [InlineData("two\nlines", "An operator's name must be one line of 1 to 64 characters.")]
    public async Task A_person_has_a_name_of_their_own(string name, string message)
    {
        await RefundAsync();

        AssertRefused(await DeskAsync("shop.yaml", "--approve", "--as", name), message);
        Assert.DoesNotContain(await JournalAsync(), entry => entry is ApprovalDecided);
    }

    [Fact]
    public async Task An_audited_conversation_that_fits_nobody_waits_at_the_desk_word_for_word()
    {
        var result = await TalkAsync("audited: true");
        var handoffs = await RunAsync("show", "c1", "--handoffs");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(
            "  ticket c1-1 waits at people: The conversation does not fit the context window of billing, and it may not be summarised.",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "I have passed this on to our billing team. A person will read our whole conversation and answer you here.",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("Your reference is c1-1.", result.Output, StringComparison.Ordinal);
        Assert.Equal("continue: baton desk talk.yaml --conversation c1 --model offline", result.Lines[^1]);
        Assert.Matches(@"(?m)^entry \d+: triage -> people$", handoffs.Output);
        Assert.Matches(@"(?m)^  decided by the runtime, because no agent could continue$", handoffs.Output);
        Assert.Matches(@"(?m)^  history    entries 1 to \d{3} verbatim: marked sensitive$", handoffs.Output);
        var sheet = await DeskAsync("talk.yaml");
        Assert.Equal(150, sheet.Lines.Count(line => Regex.IsMatch(line, @"^\d+ customer$")));
        Assert.Contains("waits for a person: ticket c1-1 at people\n  from       triage\n", sheet.Output, StringComparison.Ordinal);
        Assert.IsType<TicketOpened>(Assert.Single(Entries(await DeskAsync("talk.yaml", "--json"))));
    }

    [Fact]
    public async Task The_same_conversation_not_audited_is_summarised_and_fits()
    {
        var result = await TalkAsync("audited: false");
        var handoffs = await RunAsync("show", "c1", "--handoffs");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("reply to the customer:\n  I have seen to it.", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^entry \d+: triage -> billing$", handoffs.Output);
        Assert.Matches(
            @"(?m)^  history    entries \d+ to \d+ verbatim, 1 to \d+ summarised: too long for the receiver's context window$",
            handoffs.Output
        );
        Assert.DoesNotContain(await JournalAsync(), entry => entry is TicketOpened);
    }

    [Fact]
    public async Task A_person_answers_and_hands_back_and_agents_go_on()
    {
        await OpenTicketAsync("Please refund my money, I want $50 back.");

        var replied = await DeskAsync("desk.yaml", "--reply", "I am looking at it.", "--as", "maria");
        var message = await RunAsync("run", "desk.yaml", "--model", "offline", "--conversation", "c1", "--message", "Is it done?");
        await WriteTeamAsync("desk.yaml", calls: 5);
        var back = await DeskAsync("desk.yaml", "--hand-back", "--note", "Paid by hand.", "--to", "billing", "--as", "maria");

        Assert.Equal((0, ""), (replied.ExitCode, replied.Error));
        Assert.Contains("reply of maria to the customer:\n  I am looking at it.", replied.Output, StringComparison.Ordinal);
        Assert.StartsWith("continue: baton desk desk.yaml", replied.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(0, message.ExitCode);
        Assert.Contains("The conversation is with people: a person will answer.", message.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (back.ExitCode, back.Error));
        Assert.StartsWith("maria closed ticket c1-1 (handed back): Paid by hand.\n", back.Output, StringComparison.Ordinal);
        Assert.Contains("people -> billing  returned", back.Output, StringComparison.Ordinal);
        Assert.Contains("\nreply to the customer:\n", back.Output, StringComparison.Ordinal);
        Assert.StartsWith("continue: baton run desk.yaml", back.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_solved_is_resolved_and_goes_back_to_who_could_not_go_on()
    {
        await OpenTicketAsync();
        await DeskAsync("desk.yaml", "--reply", "All is done.", "--as", "maria");

        var back = await DeskAsync("desk.yaml", "--hand-back", "--note", "Solved on the phone.", "--resolved", "--as", "maria", "--json");

        var entries = Entries(back);
        Assert.Equal((0, ""), (back.ExitCode, back.Error));
        Assert.Equal(
            ("maria", "billing", true),
            entries.OfType<TicketClosed>().Select(closed => (closed.By, closed.To, closed.Resolved)).Single()
        );
        Assert.All(
            entries.OfType<IssueChanged>(),
            changed => Assert.Equal((IssueStatus.Resolved, "Solved on the phone."), (changed.Status, changed.Reason))
        );
        Assert.Equal(("people", "billing"), entries.OfType<HandedOff>().Select(handed => (handed.From, handed.To)).Single());
        AssertRefused(
            await DeskAsync("desk.yaml", "--hand-back", "--note", "Again.", "--as", "maria"),
            "Conversation c1 has no open ticket: maria handed ticket c1-1 back. Agents are working on it."
        );
        AssertRefused(
            await DeskAsync("desk.yaml", "--reply", "Hello?", "--as", "maria"),
            "Conversation c1 has no open ticket: maria handed ticket c1-1 back. Agents are working on it."
        );
    }

    [Fact]
    public async Task A_ticket_goes_back_to_an_agent_that_is_there()
    {
        await OpenTicketAsync();

        AssertRefused(
            await DeskAsync("desk.yaml", "--hand-back", "--note", "Done.", "--to", "nobody", "--as", "maria"),
            "There is no agent 'nobody' to hand back to. Name one of triage, billing."
        );
        AssertRefused(await DeskAsync("desk.yaml", "--approve", "--as", "maria"), "No tool call waits for approval in this conversation.");
        Assert.DoesNotContain(await JournalAsync(), entry => entry is TicketClosed);
    }

    [Fact]
    public async Task Nothing_that_a_model_or_a_customer_writes_steers_the_terminal_of_the_desk()
    {
        await OpenTicketAsync("Please refund my money \u001b[31m now \u202e, I want $80 back.");

        var sheet = await DeskAsync("desk.yaml");

        Assert.Contains(@"\x1b[31m now \u202e", sheet.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(sheet.Output, letter => (char.IsControl(letter) && letter != '\n') || letter == '\u202e');
    }

    private static void AssertRefused(CliResult result, string message)
    {
        AssertClear(result);
        Assert.Equal((2, "", $"baton: {message}"), (result.ExitCode, result.Output, result.ErrorLines[0]));
    }

    private Task<CliResult> DeskAsync(string team, params string[] arguments) =>
        RunAsync(["desk", team, "--model", "offline", "--conversation", "c1", .. arguments]);

    private async Task<List<JournalEntry>> JournalAsync() => Entries(await RunAsync("show", "c1", "--json"));

    // Refunds over 50 wait; the tool is a real MCP server's.
    private async Task<CliResult> RefundAsync(string message = Refund)
    {
        await WriteTeamAsync("shop.yaml");
        return await RunAsync("run", "shop.yaml", "--model", "offline", "--conversation", "c1", "--message", message);
    }

    // One model call in a turn is not enough for two agents.
    private async Task OpenTicketAsync(string message = Refund)
    {
        await WriteTeamAsync("desk.yaml", calls: 1);
        var result = await RunAsync("run", "desk.yaml", "--model", "offline", "--conversation", "c1", "--message", message);
        Assert.Equal(0, result.ExitCode);
    }

    private Task<string> WriteTeamAsync(string file, int calls = 24) =>
        WriteAsync(
            file,
            $$"""
            name: shop
            entry: triage
            limits:
              model_calls: {{calls}}
            desk: {name: people, description: our billing team}
            agents:
              triage:
                handoffs: [{to: billing, when: Refunds.}]
                examples: [hello, good morning, I have a question about the weather]
                answers: [{when: [hello, good morning], say: Good morning.}]
              billing:
                tools: [warehouse]
                examples: [please refund my money, I want 80 back, refund for an order]
                answers:
                  - when: [please refund my money, I want 80 back]
                    look_up:
                      - tool: refund
                        with: {amount: "{amount}"}
                    say: "Paid back: {refund.paid}."
                    otherwise: "I could not pay back {amount}."
            tools:
              warehouse:
                mcp:
                  url: "{{warehouse.Url}}"
                  tools:
                    - name: refund
                      approval: {argument: amount, over: 50}
            """
        );

    // A long talk with an agent that reads all, then a handoff to one that cannot.
    private async Task<CliResult> TalkAsync(string audited)
    {
        await WriteAsync(
            "talk.yaml",
            $$"""
            name: talk
            entry: triage
            {{audited}}
            desk: {name: people, description: our billing team}
            agents:
              triage:
                handoffs: [{to: billing, when: Refunds.}]
                examples: [what about the delivery of my parcel, I have a question about the weather]
                answers: [{when: [what about the delivery of my parcel], say: It is on its way.}]
              billing:
                context_window: 4000
                examples: [please refund my money, I want 80 back, refund for an order]
                answers: [{when: [please refund my money, I want 80 back], say: I have seen to it.}]
            """
        );
        var script = Enumerable
            .Range(1001, 149)
            .Select(number => $"What about the delivery of parcel {number}, which I sent on Monday to my aunt in Springfield?");
        await WriteAsync("script.jsonl", string.Concat(script.Append(Refund).Select(message => $"{{\"customer\": \"{message}\"}}\n")));
        return await RunAsync("run", "talk.yaml", "--model", "offline", "--conversation", "c1", "--script", "script.jsonl");
    }
}
