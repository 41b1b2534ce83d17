using Microsoft.Extensions.AI;

namespace Baton.Testing.ChatClients;

/// <summary>What a <see cref="ScriptedModel"/> was asked.</summary>
/// <param name="Number">Which call of this model it is, from 1.</param>
/// <param name="Messages">What it was given to read.</param>
/// <param name="Tools">The names of the tools on offer.</param>
public sealed record ScriptedRequest(int Number, IReadOnlyList<ChatMessage> Messages, IReadOnlyList<string> Tools)
{
    /// <summary>The results of the last reply's calls; empty when the last message is the user's.</summary>
    public IReadOnlyList<string> Results => Messages is [.., { } last]
        ? [.. last.Contents.OfType<FunctionResultContent>().Select(result => result.Result?.ToString() ?? "")]
        : [];

    /// <summary>Everything that it was given to read, as text.</summary>
    public string Text => string.Join("\n", Messages.Select(message => message.Text));
}
