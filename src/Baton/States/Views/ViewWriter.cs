using System.Text;
using Baton.Journals.Entries;
using Baton.Teams.Clearances;
using Microsoft.Extensions.AI;

namespace Baton.States.Views;

/// <summary>
/// Writes messages in an order that every provider accepts: user and assistant alternate, a reply's results follow it in one message, and
/// no text is empty. Consecutive texts for the user role become one message.
/// </summary>
internal sealed class ViewWriter
{
    // The tokens that a provider adds around a message and around each of its parts.
    private const int Frame = 8;

    private readonly List<ChatMessage> messages = [];
    private readonly Func<string, int> countTokens;
    private string? user;
    private StringBuilder? longer;
    private bool isAnswered;
    private int countedMessages;
    private int countedTokens;

    // How much of the text for the user role that is not in a message yet was measured, and its size.
    private int measured;
    private int openBytes;
    private int openTokens;
    private int countedOpen;

    /// <summary>Begins empty.</summary>
    /// <param name="countTokens">Counts the tokens of a text.</param>
    public ViewWriter(Func<string, int> countTokens) => this.countTokens = countTokens;

    /// <summary>Continues where another writer ends, without changing it.</summary>
    public ViewWriter(ViewWriter before) => (user, countTokens, isAnswered) = (before.TakeUser(), before.countTokens, before.isAnswered);

    /// <summary>The messages that are complete.</summary>
    public List<ChatMessage> Messages => messages;

    /// <summary>Whether a text in it is cut, so that its reader needs a way to read on.</summary>
    public bool HasCut { get; set; }

    /// <summary>An upper limit of the messages' tokens: no token is shorter than a byte.</summary>
    public int Bytes { get; private set; }

    /// <summary>Whether the messages have at most this many tokens.</summary>
    public bool FitsIn(int tokens) => AllBytes() <= tokens || Tokens() + OpenTokens() <= tokens;

    /// <summary>An upper limit of the tokens, with the text that is not in a message yet.</summary>
    public int AllBytes()
    {
        if (OpenLength > measured)
        {
            openBytes += Encoding.UTF8.GetByteCount(OpenFrom(measured));
            measured = OpenLength;
        }

        return Bytes + openBytes;
    }

    /// <summary>The messages' tokens. Each message is counted once.</summary>
    public int Tokens()
    {
        for (; countedMessages < messages.Count; countedMessages++)
        {
            foreach (var content in messages[countedMessages].Contents)
                countedTokens += countTokens(TextOf(content)) + Frame;
        }

        return countedTokens;
    }

    public void Add(ChatMessage message)
    {
        messages.Add(message);
        isAnswered = message.Role == ChatRole.Assistant;
        for (var index = 0; index < message.Contents.Count; index++)
            Bytes += BytesOf(message.Contents[index]) + Frame;
    }

    public void User(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (user is null && longer is null)
            user = text;
        else
            BeginUser().Append(text);
    }

    /// <summary>Begins another text for the user role, which the caller then writes; it may not be empty.</summary>
    public StringBuilder BeginUser()
    {
        longer ??= TextPool.Take().Append(user);
        user = null;
        return longer.Length > 0 ? longer.Append("\n\n") : longer;
    }

    public void Assistant(
        string? text,
        ModelCallEnded reply,
        IReadOnlyList<(ModelToolCall Call, ToolCallEnded End)> calls,
        ViewReader reader,
        bool withPrivate
    )
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
        for (var index = 0; index < calls.Count; index++)
        {
            var call = calls[index].Call;
            contents.Add(new FunctionCallContent(call.CallId.Value, call.Name, ArgumentsOf(call, reader.Access)));
        }

        if (isAnswered && user is null && longer is null)
            User(ViewText.WentOn);
        Flush();
        Add(new ChatMessage(ChatRole.Assistant, contents));
        if (calls.Count == 0)
            return;
        var results = new List<AIContent>(calls.Count);
        for (var index = 0; index < calls.Count; index++)
            results.Add(new FunctionResultContent(calls[index].Call.CallId.Value, reader.Result(this, calls[index].End)));
        Add(new ChatMessage(ChatRole.Tool, results));
    }

    /// <summary>Ends the message of the user role, so that the model can be called.</summary>
    public void Flush()
    {
        if (TakeUser() is not { } text)
            return;
        Add(new ChatMessage(ChatRole.User, text));
        user = null;
        (measured, openBytes, countedOpen, openTokens) = (0, 0, 0, 0);
    }

    private int OpenLength => longer?.Length ?? user?.Length ?? 0;

    private string OpenFrom(int place) => longer?.ToString(place, longer.Length - place) ?? user![place..];

    // Each part is counted once, since only the end of it grows.
    private int OpenTokens()
    {
        if (OpenLength > countedOpen)
        {
            openTokens += countTokens(OpenFrom(countedOpen));
            countedOpen = OpenLength;
        }

        return openTokens;
    }

    // The text for the user role that is not in a message yet.
    private string? TakeUser()
    {
        if (longer is { } written)
        {
            user = written.ToString();
            TextPool.Give(written);
            longer = null;
        }

        return user;
    }

    private static int BytesOf(AIContent content) =>
        content switch
        {
            FunctionCallContent { Arguments: { } arguments } call => BytesOf(call, arguments),
            _ => Encoding.UTF8.GetByteCount(TextOf(content)),
        };

    private static int BytesOf(FunctionCallContent call, IDictionary<string, object?> arguments)
    {
        var bytes = Encoding.UTF8.GetByteCount(call.Name);
        foreach (var (name, value) in arguments)
            bytes += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value?.ToString() ?? "");
        return bytes;
    }

    private static string TextOf(AIContent content) =>
        content switch
        {
            TextContent text => text.Text,
            TextReasoningContent reasoning => reasoning.Text + reasoning.ProtectedData,
            FunctionCallContent call => call.Name
                + string.Concat(call.Arguments?.Select(argument => $"{argument.Key}{argument.Value}") ?? []),
            FunctionResultContent result => result.Result?.ToString() ?? "",
            _ => "",
        };

    private static Dictionary<string, object?> ArgumentsOf(ModelToolCall call, ReaderAccess reader)
    {
        // Unreadable arguments become an empty object, because Ollama accepts no call without one.
        var arguments = new Dictionary<string, object?>();
        if (call.Malformed is not null)
            return arguments;
        var element = reader.Arguments(call).ToElement();
        if (element.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
                arguments[property.Name] = property.Value;
        }

        return arguments;
    }
}
