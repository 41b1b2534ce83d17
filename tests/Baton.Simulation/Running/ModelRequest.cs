using System.Text;
using Microsoft.Extensions.AI;

namespace Baton.Simulation.Running;

/// <summary>What a model reads in one call.</summary>
internal sealed class ModelRequest
{
    /// <param name="messages">The history.</param>
    /// <param name="tools">The names of the tools that are offered.</param>
    public ModelRequest(IReadOnlyList<ChatMessage> messages, IReadOnlyList<string> tools)
    {
        Tools = tools;
        var text = new StringBuilder();
        foreach (var message in messages)
        {
            foreach (var content in message.Contents)
            {
                switch (content)
                {
                    case TextContent words:
                        text.AppendLine(words.Text);
                        Mark = message.Role == ChatRole.User && Words.NewestMark(words.Text) is { } mark ? mark : Mark;
                        break;
                    case FunctionResultContent result:
                        text.AppendLine(LastResult = Convert.ToString(result.Result, System.Globalization.CultureInfo.InvariantCulture));
                        break;
                    case FunctionCallContent { Arguments: { } arguments } when arguments.ContainsKey("topic"):
                        tried.Add($"{arguments["topic"]} {(arguments.TryGetValue("ref", out var of) ? of : null)}");
                        break;
                    default:
                        break;
                }
            }
        }

        Text = text.ToString();
    }

    private readonly HashSet<string> tried = [];

    /// <summary>All that it reads as text.</summary>
    public string Text { get; }

    /// <summary>The tools that it is offered.</summary>
    public IReadOnlyList<string> Tools { get; }

    /// <summary>The mark of the customer's newest message; null if there is none.</summary>
    public string? Mark { get; }

    /// <summary>The last result of a tool; null if there is none.</summary>
    public string? LastResult { get; }

    /// <summary>The tools by which it can hand over.</summary>
    public IEnumerable<string> Transfers => Tools.Where(tool => tool.StartsWith("transfer_to_", StringComparison.Ordinal));

    /// <summary>Whether somebody has done a topic of a message, as far as it reads.</summary>
    public bool IsDone(string topic, string mark) => Text.Contains($"done {topic} {mark}", StringComparison.Ordinal);

    /// <summary>Whether it has tried a topic of a message itself.</summary>
    public bool HasTried(string topic, string mark) => tried.Contains($"{topic} {mark}");
}
