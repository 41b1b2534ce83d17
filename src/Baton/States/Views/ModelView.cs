using System.Collections;
using Microsoft.Extensions.AI;

namespace Baton.States.Views;

/// <summary>
/// The messages that a model is sent: finished turns, which all calls share, followed by the turn under way. Later calls may add to both,
/// and this stays as it was.
/// </summary>
internal sealed class ModelView(ViewWriter finished, ViewWriter live) : IReadOnlyList<ChatMessage>
{
    private readonly int firstCount = finished.Messages.Count;

    public int Count { get; } = finished.Messages.Count + live.Messages.Count;

    public ChatMessage this[int index] => index < firstCount ? finished.Messages[index] : live.Messages[index - firstCount];

    /// <summary>How many tokens it has.</summary>
    public int Tokens => finished.Tokens() + live.Tokens();

    /// <summary>Whether it has at most this many tokens.</summary>
    public bool FitsIn(int tokens) => (long)finished.Bytes + live.Bytes <= tokens || finished.Tokens() + live.Tokens() <= tokens;

    public IEnumerator<ChatMessage> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
