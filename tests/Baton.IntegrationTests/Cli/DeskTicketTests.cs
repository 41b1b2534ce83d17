using Baton.Journals.Entries;
using Baton.Tests;

namespace Baton.IntegrationTests.Cli;

/// <summary>Working a queue of tickets from a terminal, with the sample: what the desk sees, each act, and what follows.</summary>
public sealed class DeskTicketTests : CliTests
{
    private static readonly string Team = Path.Combine(Repository.Root, "samples", "support", "escalation.yaml");

    [Fact]
    public async Task A_legal_threat_of_a_vip_is_answered_by_a_person_and_handed_back_to_billing_which_goes_on_at_once()
    {
        await SayAsync("My refund for invoice INV-20351 has not arrived, you will hear from my lawyer.", "--attribute", "tier=vip");

        var list = await RunAsync("desk", Team, "--model", "offline");
        var answered = await DeskAsync("--as", "maria", "--reply", "I am sorry. The money was sent again today.");
        var back = await DeskAsync(
            "--as",
            "maria",
            "--hand-back",
            "--to",
            "billing",
            "--note",
            "Please tell the customer where the refund stands.",
            "--json"
        );

        Assert.Matches(
            """(?m)^  c1 +ticket c1-1 +people +urgent +- +nobody yet +\d{4}-\d\d-\d\d \d\d:\d\d +A VIP speaks of legal steps\.""",
            list.Output
        );
        Assert.Equal($"show the first: baton desk {Team} --conversation c1 --model offline", list.Lines[^1]);
        Assert.Contains(
            "reply of maria to the customer:\n  I am sorry. The money was sent again today.",
            answered.Output,
            StringComparison.Ordinal
        );
        Assert.Equal((0, ""), (back.ExitCode, back.Error));
        var entries = Entries(back);
        Assert.True(entries.OfType<TicketClosed>().Single().GoesOn);
        Assert.Equal(("people", "billing"), entries.OfType<HandedOff>().Select(handed => (handed.From, handed.To)).Single());
        Assert.StartsWith("Invoice INV-20351 has the status paid.", Assert.IsType<Replied>(entries[^1]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_sees_who_has_the_ticket_how_soon_it_is_due_what_colleagues_noted_and_which_commands_fit()
    {
        await SayAsync("Please correct the tax on my invoice.");
        await DeskAsync("--as", "john", "--note", "The tax office called.");
        var open = await DeskAsync();
        await DeskAsync("--as", "maria", "--claim");
        await DeskAsync("--as", "maria", "--ask", "Which tax number do you have?");

        var taken = await DeskAsync();

        Assert.Contains("john, note for colleagues\n  The tax office called.\n", open.Output, StringComparison.Ordinal);
        Assert.Matches(
            """
            (?s)waits for a person: ticket c1-1 at people
              from       billing
              why        The tax of an invoice is to be corrected\.
              issue      #1 Please correct the tax on my invoice
              skills     billing
              claimant   nobody yet
              due        first response \d{4}-\d\d-\d\d \d\d:\d\d UTC, in \d+ min
              due        resolution \d{4}-\d\d-\d\d \d\d:\d\d UTC, in 1 d \d+ h
              claim:     baton desk \S+ --conversation c1 --model offline --as \S+ --claim
              answer:    .* --as \S+ --reply "\.\.\."
            """,
            open.Output
        );
        Assert.Matches(
            """
            (?s)  claimant   maria
              due        resolution \d{4}-\d\d-\d\d \d\d:\d\d UTC, in 1 d \d+ h
              waits for  the customer's answer
              answer:    .* --as maria --reply "\.\.\."
            .*  resolve:   .* --as maria --resolve "\.\.\." --issue 1
            .*  release:   .* --as maria --release
            """,
            taken.Output
        );
        Assert.DoesNotContain("--claim", taken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_act_is_in_the_journal_under_the_name_of_whoever_did_it()
    {
        await SayAsync("Please correct the tax on my invoice.");

        await DidAsync("maria claimed ticket c1-1", "--as", "maria", "--claim");
        var refused = await DeskAsync("--as", "john", "--reply", "Hello.");
        await DidAsync("maria released ticket c1-1", "--as", "maria", "--release", "--note", "John knows taxes.");
        await DidAsync("Which tax number do you have?", "--as", "john", "--ask", "Which tax number do you have?");
        await SayAsync("It is DE 123.");
        await DidAsync("john granted billing.voucher <= 150", "--as", "john", "--grant", "billing.voucher <= 150", "--issue", "1");
        await DidAsync("issue #1 resolved", "--as", "john", "--resolve", "Corrected by hand.", "--issue", "1");
        await DidAsync("reply of john to the customer:\n  It is corrected.", "--as", "john", "--reply", "It is corrected.");
        var sheet = await DeskAsync();
        await DidAsync(
            "john closed ticket c1-1 (resolved): Corrected.",
            "--as",
            "john",
            "--hand-back",
            "--note",
            "Corrected.",
            "--resolved"
        );

        Assert.Equal(
            (2, "baton: maria has claimed ticket c1-1. Nobody else can act on it until maria releases it."),
            (refused.ExitCode, refused.ErrorLines[0])
        );
        Assert.Contains(
            "john\n  marked issue #1 Please correct the tax on my invoice as resolved: Corrected by hand.",
            sheet.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("issue      #1 Please correct the tax on my invoice (resolved)", sheet.Output, StringComparison.Ordinal);
        var entries = Entries(await RunAsync("show", "c1", "--json"));
        Assert.Equal(["maria", "john"], entries.OfType<TicketClaimed>().Select(claimed => claimed.By));
        Assert.Equal(
            ("maria", "John knows taxes."),
            entries.OfType<TicketReleased>().Select(released => (released.By, released.Note)).Single()
        );
        Assert.Equal(
            ("john", new IssueId(1)),
            entries.OfType<PermissionGranted>().Select(granted => (granted.By, granted.Issue!.Value)).Single()
        );
        Assert.Equal([true, null], entries.OfType<OperatorReplied>().Select(replied => replied.Asks));
        Assert.EndsWith("Nothing waits for a person in this conversation.\n", (await DeskAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_ticket_goes_to_the_next_rung_and_the_desk_that_has_it_then_is_shown()
    {
        await SayAsync("Please correct the tax on my invoice.");

        await DidAsync("maria declined ticket c1-1: Taxes are not ours.", "--as", "maria", "--decline", "Taxes are not ours.");
        var sheet = await DeskAsync();

        Assert.Contains("maria\n  declined ticket c1-1: Taxes are not ours.", sheet.Output, StringComparison.Ordinal);
        Assert.Contains("waits for a person: ticket c1-2 at records\n", sheet.Output, StringComparison.Ordinal);
        Assert.Contains("claimant   nobody yet", sheet.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_most_urgent_stands_first_in_the_list()
    {
        await RunAsync("run", Team, "--model", "offline", "--conversation", "later", "--message", "I want to speak to a human.");
        await RunAsync(
            "run",
            Team,
            "--model",
            "offline",
            "--conversation",
            "first",
            "--attribute",
            "tier=vip",
            "--message",
            "You will hear from my lawyer."
        );

        var list = await RunAsync("desk", Team, "--model", "offline");

        Assert.Equal(["first", "later"], list.Lines[2..4].Select(line => line.Trim().Split(' ')[0]));
    }

    private Task<CliResult> SayAsync(string message, params string[] arguments) =>
        RunAsync(["run", Team, "--model", "offline", "--conversation", "c1", "--message", message, .. arguments]);

    private Task<CliResult> DeskAsync(params string[] arguments) =>
        RunAsync(["desk", Team, "--model", "offline", "--conversation", "c1", .. arguments]);

    private async Task DidAsync(string shown, params string[] arguments)
    {
        var result = await DeskAsync(arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(shown, result.Output, StringComparison.Ordinal);
    }
}
