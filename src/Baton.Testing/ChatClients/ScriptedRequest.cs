using Microsoft.Extensions.AI;

namespace Baton.Testing.ChatClients;

/// <summary>A request to a <see cref="ScriptedModel"/>.</summary>
/// <param name="Number">Which call of this model it is, from 1.</param>
/// <param name="Messages">The history.</param>
/// <param name="Tools">The names of the tools sent with it.</param>
public sealed record ScriptedRequest(int Number, IReadOnlyList<ChatMessage> Messages, IReadOnlyList<string> Tools)
{
    /// <summary>The results of the last reply's calls; empty if the last message is the user's.</summary>
    public IReadOnlyList<string> Results =>
        Messages is [.., { } last]
            ? [.. last.Contents.OfType<FunctionResultContent>().Select(result => result.Result?.ToString() ?? "")]
            : [];

    /// <summary>The whole history as text.</summary>
    public string Text => string.Join("\n", Messages.Select(message => message.Text));
}
