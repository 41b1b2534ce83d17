using System.CommandLine;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Runtime;

namespace Baton.Cli.Commands;

/// <summary><c>baton close</c>: closes a conversation.</summary>
internal sealed class CloseCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Argument<string> conversation = new("CONVERSATION") { Description = "The conversation's id." };
    private readonly Option<string> reason = new("--reason")
    {
        Description = "Why it is closed. The journal keeps this text.",
        HelpName = "TEXT",
        Required = true,
    };
    private readonly StoreOptions store = new();

    public CloseCommand(Terminal terminal, TimeProvider time)
        : base(
            "close",
            "Closes a conversation, which then accepts no more messages. Every issue must be resolved, escalated or declined first."
        )
    {
        this.terminal = terminal;
        this.time = time;
        Add(conversation);
        Add(reason);
        store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var id = Ids.Conversation(parsed.GetRequiredValue(conversation));
        var why = parsed.GetRequiredValue(reason);
        if (string.IsNullOrWhiteSpace(why))
            throw new BadInputException("--reason is empty. Say why the conversation is closed.");
        await using var journal = store.Open(parsed, terminal, time);
        var status = await ConversationStatus.ReadAsync(journal, id, stop);
        if (status is not { Team: { } team, Holder: { } holder })
            throw store.Unknown(id, parsed);
        // Closing calls no model, so the runtime needs nothing of the team but its name.
        var runtime = new TeamRuntime(
            new Team(team, new Agent { Name = holder }),
            agent => throw new InvalidOperationException($"Closing a conversation must not call the model of {agent}."),
            journal,
            new RuntimeOptions { TimeProvider = time }
        );
        try
        {
            await runtime.CloseAsync(id, why, stop);
        }
        catch (InvalidOperationException refusal)
        {
            throw new BadInputException(SafeText.OneLine(refusal.Message));
        }

        terminal.Text.WriteLine($"{id}: closed");
        return ExitCode.Served;
    }
}
