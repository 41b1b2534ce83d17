using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Baton.Testing.ChatClients;

/// <summary>
/// What providers require of a history, in the strictest form (rule 6): a leading system message, then user and assistant in turn, neither
/// beginning nor ending with the assistant; no empty text; each call followed directly by its one result, and no result without a call;
/// names and ids that every provider accepts, and arguments that are an object; no transfer shown as a call.
/// </summary>
public static partial class HistoryRules
{
    /// <summary>Checks a history.</summary>
    /// <param name="messages">The history.</param>
    /// <param name="tools">The names of the tools sent with it.</param>
    /// <exception cref="InvalidHistoryException">A rule is broken.</exception>
    public static void Check(IReadOnlyList<ChatMessage> messages, IReadOnlyList<string> tools)
    {
        CheckTools(tools);
        var previous = (ChatMessage?)null;
        foreach (var message in messages)
        {
            CheckOrder(previous, message);
            CheckContents(message);
            if (message.Role == ChatRole.Tool)
                CheckPairs(previous!, message);
            previous = message;
        }

        if (previous is null || previous.Role == ChatRole.System || previous.Role == ChatRole.Assistant)
            throw new InvalidHistoryException("The history must end with the user's words or with tool results.");
    }

    private static void CheckTools(IReadOnlyList<string> tools)
    {
        if (tools.Distinct().Count() != tools.Count)
            throw new InvalidHistoryException("Two tools have the same name.");
        if (tools.FirstOrDefault(tool => !ToolName().IsMatch(tool)) is { } bad)
            throw new InvalidHistoryException($"'{bad}' is not a tool name.");
    }

    private static void CheckOrder(ChatMessage? previous, ChatMessage message)
    {
        var before = previous?.Role;
        var isFine =
            message.Role == ChatRole.System ? before is null
            : message.Role == ChatRole.User ? before != ChatRole.User
            : message.Role == ChatRole.Assistant ? before == ChatRole.User || before == ChatRole.Tool
            : before == ChatRole.Assistant;
        if (!isFine)
            throw new InvalidHistoryException($"A {message.Role} message may not follow {before?.Value ?? "nothing"}.");
        if (
            before == ChatRole.Assistant
            && message.Role != ChatRole.Tool
            && previous!.Contents.Any(content => content is FunctionCallContent)
        )
            throw new InvalidHistoryException("A call has no result right behind it.");
    }

    private static void CheckContents(ChatMessage message)
    {
        if (message.Contents.Count == 0)
            throw new InvalidHistoryException($"A {message.Role} message is empty.");
        foreach (var content in message.Contents)
        {
            if (content is TextContent text && string.IsNullOrWhiteSpace(text.Text))
                throw new InvalidHistoryException($"A {message.Role} message has empty text.");
            if (content is FunctionCallContent call && (!ToolName().IsMatch(call.Name) || !CallId().IsMatch(call.CallId)))
                throw new InvalidHistoryException($"The call '{call.CallId}' of '{call.Name}' has a name or id that a provider refuses.");
            if (content is FunctionCallContent { Arguments: null } bare)
                throw new InvalidHistoryException($"The call '{bare.CallId}' of '{bare.Name}' has no arguments, not even empty ones.");
            if (content is FunctionCallContent && message.Role != ChatRole.Assistant)
                throw new InvalidHistoryException("Only the assistant calls tools.");
            if (content is FunctionResultContent != (message.Role == ChatRole.Tool))
                throw new InvalidHistoryException("Tool messages hold results and nothing else.");
        }
    }

    private static void CheckPairs(ChatMessage calling, ChatMessage answering)
    {
        var calls = calling.Contents.OfType<FunctionCallContent>().Select(call => call.CallId).Order(StringComparer.Ordinal).ToList();
        var results = answering
            .Contents.OfType<FunctionResultContent>()
            .Select(result => result.CallId)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (calls.Count == 0 || !calls.SequenceEqual(results))
            throw new InvalidHistoryException($"Calls [{string.Join(", ", calls)}] have results [{string.Join(", ", results)}].");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ToolName();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CallId();
}

/// <summary>A history that a provider would refuse.</summary>
/// <param name="message">The rule that it breaks.</param>
public sealed class InvalidHistoryException(string message) : Exception(message);
