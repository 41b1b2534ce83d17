using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Cli.Commands.Options;
using Baton.Cli.Output;
using Baton.Runtime;

namespace Baton.Cli.Commands;

/// <summary><c>baton dead-letters</c>: the deliveries that failed for good.</summary>
internal sealed class DeadLettersCommand : Command
{
    private readonly Terminal terminal;
    private readonly TimeProvider time;
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object per line." };
    private readonly HostOptions host = new();

    public DeadLettersCommand(Terminal terminal, TimeProvider time)
        : base(
            "dead-letters",
            "Lists the e-mails and webhook calls to desks and other systems that failed and are not retried any more, with the last "
                + "failure."
        )
    {
        this.terminal = terminal;
        this.time = time;
        host.AddTo(this);
        Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var served = await host.OpenAsync(parsed, terminal, time, stop);
        var letters = await served.Runtime.DeadLettersAsync(stop).ToListAsync(stop);
        if (parsed.GetValue(json))
            letters.ForEach(letter => terminal.Text.WriteLine(Json(letter).ToJsonString()));
        else if (letters.Count == 0)
            terminal.OpenScreen().Line(0, "There are no dead letters.");
        else
            terminal
                .OpenScreen()
                .Table(
                    "dead letters",
                    ["conversation", "delivery", "to", "channel", "attempts", "last attempt (UTC)", "failure"],
                    [.. letters.Select(Row)]
                );
        return ExitCode.Served;
    }

    private static Span[] Row(DeadLetter letter) =>
        [
            Safe(letter.Conversation.Value),
            Safe(letter.Delivery),
            new(Safe(letter.To), Tone.Name),
            KindOf(letter),
            letter.Attempts.ToString(CultureInfo.InvariantCulture),
            letter.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            Safe(letter.Detail ?? "-"),
        ];

    private static JsonObject Json(DeadLetter letter) =>
        new()
        {
            ["conversation"] = letter.Conversation.Value,
            ["delivery"] = letter.Delivery,
            ["to"] = letter.To,
            ["kind"] = KindOf(letter),
            ["attempts"] = letter.Attempts,
            ["at"] = letter.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["status"] = letter.Status,
            ["detail"] = letter.Detail,
        };

    private static string KindOf(DeadLetter letter) => letter.IsEmail ? "email" : "webhook";

    private static string Safe(string text) => SafeText.OneLine(text);
}
