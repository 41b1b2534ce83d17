using Baton.Handoffs.Clearances;
using Baton.Journals.Entries;
using Microsoft.Extensions.AI;

namespace Baton.Conversations.Views;

/// <summary>
/// Puts messages in an order that every provider takes: user and assistant in turn, the results of a reply in one message right
/// behind it, no empty text. What stands side by side on the user's side becomes one message.
/// </summary>
internal sealed class ViewWriter
{
    private readonly List<ChatMessage> messages;
    private readonly List<string> user;

    public ViewWriter() => (messages, user) = ([], []);

    /// <summary>Goes on from where another writer stands, without changing it.</summary>
    public ViewWriter(ViewWriter before) => (messages, user) = ([], [.. before.user]);

    /// <summary>The messages that are complete.</summary>
    public List<ChatMessage> Messages => messages;

    public void User(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            user.Add(text);
    }

    public void Assistant(string? text, ModelCallEnded reply, IReadOnlyList<(ModelToolCall Call, ToolCallEnded End)> calls, Eyes eyes, bool withPrivate)
    {
        var contents = new List<AIContent>(calls.Count + 1);
        if (withPrivate)
        {
            foreach (var block in reply.Private ?? [])
                contents.Add(new TextReasoningContent(block.Text) { ProtectedData = block.Protected });
        }

        if (!string.IsNullOrWhiteSpace(text))
            contents.Add(new TextContent(text.Trim()));
        else if (calls.Count == 0)
            return;
        foreach (var (call, _) in calls)
            contents.Add(new FunctionCallContent(call.CallId.Value, call.Name, call.Malformed is null ? ArgumentsOf(call, eyes) : null));
        Flush();
        messages.Add(new ChatMessage(ChatRole.Assistant, contents));
        if (calls.Count > 0)
        {
            var results = calls.Select(AIContent (pair) => new FunctionResultContent(pair.Call.CallId.Value, eyes.Result(pair.End)));
            messages.Add(new ChatMessage(ChatRole.Tool, results.ToList()));
        }
    }

    /// <summary>Ends the user's side, so that the model can be asked.</summary>
    public void Flush()
    {
        if (user.Count == 0)
            return;
        messages.Add(new ChatMessage(ChatRole.User, user.Count == 1 ? user[0] : string.Join("\n\n", user)));
        user.Clear();
    }

    private static Dictionary<string, object?> ArgumentsOf(ModelToolCall call, Eyes eyes)
    {
        var arguments = new Dictionary<string, object?>();
        var element = eyes.Arguments(call.Arguments).ToElement();
        if (element.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
                arguments[property.Name] = property.Value;
        }

        return arguments;
    }
}
