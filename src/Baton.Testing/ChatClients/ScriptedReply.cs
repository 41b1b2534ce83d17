using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Testing.ChatClients;

/// <summary>A reply of a <see cref="ScriptedModel"/>.</summary>
public sealed record ScriptedReply
{
    /// <summary>The text, if any.</summary>
    public string? Text { get; init; }

    /// <summary>The model's reasoning: a private block that is signed with this text. Default: none.</summary>
    public string? Thought { get; init; }

    /// <summary>The calls, in order.</summary>
    public ImmutableList<ScriptedCall> Calls { get; init; } = [];

    /// <summary>Why the model stopped. Default: <c>tool_calls</c> with calls, <c>stop</c> without.</summary>
    public ChatFinishReason? Finish { get; init; }

    /// <summary>Thrown instead of an answer. Default: none.</summary>
    public Exception? Failure { get; init; }

    /// <summary>The reply is given when this has completed. Default: at once.</summary>
    public Task? After { get; init; }

    /// <summary>A reply with neither text nor calls.</summary>
    public static ScriptedReply Empty { get; } = new();

    /// <summary>A reply of text.</summary>
    public static ScriptedReply Say(string text) => new() { Text = text };

    /// <summary>A reply that calls a tool.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments: a JSON object.</param>
    public static ScriptedReply Call(string tool, string arguments = "{}") => new() { Calls = [new ScriptedCall(tool, arguments)] };

    /// <summary>A reply that hands over.</summary>
    /// <param name="agent">The receiver's name in lower case, as in its transfer tool.</param>
    /// <param name="summary">The account in one sentence.</param>
    /// <param name="confidence">The sender's confidence.</param>
    /// <param name="issues">The issues it is about.</param>
    public static ScriptedReply Transfer(string agent, string summary, double? confidence = null, params string[] issues)
    {
        var sure = confidence is { } number ? $",\"confidence\":{number.ToString(CultureInfo.InvariantCulture)}" : "";
        var about = issues.Length > 0 ? $",\"issues\":[{string.Join(',', issues.Select(Quoted))}]" : "";
        return Call($"transfer_to_{agent}", $"{{\"summary\":{Quoted(summary)}{about}{sure}}}");
    }

    /// <summary>A model that fails.</summary>
    public static ScriptedReply Fail(Exception failure) => new() { Failure = failure };

    /// <summary>This reply combined with another one's text and calls.</summary>
    public ScriptedReply And(ScriptedReply other) =>
        this with
        {
            Text =
                Text is null ? other.Text
                : other.Text is null ? Text
                : Text + other.Text,
            Calls = Calls.AddRange(other.Calls),
        };

    private static string Quoted(string text) => JsonSerializer.Serialize(text, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(string)));
}

/// <summary>A call in a scripted reply.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">The arguments. Text that is not a JSON object arrives as a malformed call, as providers' clients report
/// it.</param>
public sealed record ScriptedCall(string Tool, string Arguments);
