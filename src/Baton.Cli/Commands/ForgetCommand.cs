using System.CommandLine;
using System.Globalization;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Runtime;

namespace Baton.Cli.Commands;

/// <summary><c>baton forget</c>: erases all that is kept of a customer.</summary>
internal sealed class ForgetCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string> customer = new("CUSTOMER") { Description = "The customer's id." };
    private readonly Option<bool> yes = new("--yes") { Description = "Erase. Default: only show what would be erased." };
    private readonly Option<bool> open = new("--open") { Description = "Erase also conversations that are open or under way." };
    private readonly Option<string?> reason = new("--reason")
    {
        Description = "Why. The record of the erasure keeps this text, so do not name the customer in it.",
        HelpName = "TEXT",
    };
    private readonly StoreOptions store = new();

    public ForgetCommand(Terminal terminal, TimeProvider time)
        : base(
            "forget",
            "Erases all that the journal keeps of a customer. It cannot be undone. What is left is a record that something was erased."
        )
    {
        this.terminal = terminal;
        this.time = time;
        Add(customer);
        foreach (var option in new Option[] { yes, open, reason })
            Add(option);
        store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var id = Ids.Customer(parsed.GetRequiredValue(customer));
        if (!parsed.GetValue(yes))
            return await ShowAsync(id, parsed, stop);
        // A mistyped path must not look like a customer of whom nothing is kept.
        await store.OpenToRead(parsed, terminal, time).DisposeAsync();
        await using var journal = store.Open(parsed, terminal, time);
        try
        {
            var erasure = await new CustomerRecords(journal, time).ForgetAsync(
                id,
                by: "baton forget",
                parsed.GetValue(reason),
                parsed.GetValue(open),
                stop
            );
            terminal.Text.WriteLine(
                erasure is null
                    ? "nothing is kept of this customer"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"erased {Words.Count(erasure.Conversations.Count, "conversation")} (erasure {erasure.Number})"
                    )
            );
        }
        catch (InvalidOperationException refusal)
        {
            throw new BadInputException($"{SafeText.OneLine(refusal.Message)} The option for that is {open.Name}.");
        }

        return ExitCode.Served;
    }

    private async Task<int> ShowAsync(CustomerId id, ParseResult parsed, CancellationToken stop)
    {
        await using var journal = store.OpenToRead(parsed, terminal, time);
        var found = await new CustomerRecords(journal, time).ListAsync(id, stop);
        foreach (var one in found)
            terminal.Text.WriteLine(
                $"{one.Head.Conversation}: {(one.IsClosed ? "closed" : "open")}, {Words.Count(one.Head.Version, "entry", "entries")}"
            );
        terminal.Text.WriteLine(
            $"{Words.Count(found.Count, "conversation")} and the customer's shared state would be erased. To erase them, add {yes.Name}."
        );
        return ExitCode.Served;
    }
}
