using System.Text;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;

namespace Baton.Cli.Evals.Handoffs;

/// <summary>
/// A user's turn with another service than the user's turn before, where one agent would hand over to another.
/// </summary>
/// <remarks>
/// A value is needed if the new service holds it at the end of its turns, somebody said it up to the switch, and the user does not say it
/// again in those turns. The values true, false and dontcare do not count. Texts are compared by their lower-case letters, digits and
/// spaces.
/// </remarks>
internal sealed class ServiceSwitch
{
    private ServiceSwitch(Dialogue dialogue, int turn, IReadOnlyList<string[]> needed)
    {
        Dialogue = dialogue;
        Turn = turn;
        Needed = needed;
        HistoryTokens = WordCount.Of(History(turn));
        Utterances =
        [
            .. dialogue
                .Turns.Take(turn)
                .Select((said, at) => new Utterance(said.IsUser ? "customer" : "agent", said.Text, at, said.IsUser)),
        ];
    }

    public Dialogue Dialogue { get; }

    /// <summary>The index of the turn with the switch.</summary>
    public int Turn { get; }

    /// <summary>The needed values, each with all its wordings.</summary>
    public IReadOnlyList<string[]> Needed { get; }

    /// <summary>The number of tokens before the switch.</summary>
    public int HistoryTokens { get; }

    /// <summary>Everything that was said before the switch.</summary>
    public IReadOnlyList<Utterance> Utterances { get; }

    /// <summary>The last turns before the switch, word for word.</summary>
    public string History(int turns) => string.Join(' ', Dialogue.Turns.Take(Turn).TakeLast(turns).Select(turn => turn.Text));

    public static IEnumerable<ServiceSwitch> In(Dialogue dialogue)
    {
        string? before = null;
        for (var turn = 0; turn < dialogue.Turns.Count; turn++)
        {
            if (dialogue.Turns[turn].Service is not { } now)
                continue;
            if (before is not null && now != before)
                yield return new ServiceSwitch(dialogue, turn, NeededAt(dialogue, turn, now));
            before = now;
        }
    }

    /// <summary>The lower-case letters, digits and spaces of a text, trimmed.</summary>
    public static string Normalised(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            // Its lower case is 'i' with a combining mark, and only the letter counts.
            var lower = letter == 'İ' ? 'i' : char.ToLowerInvariant(letter);
            if (char.IsAsciiLetterLower(lower) || char.IsAsciiDigit(lower) || lower == ' ')
                kept.Append(lower);
        }

        return kept.ToString().Trim(' ');
    }

    private static List<string[]> NeededAt(Dialogue dialogue, int turn, string service)
    {
        var stretch = dialogue
            .Turns.Skip(turn)
            .TakeWhile(next => next.Service is null || next.Service == service)
            .Where(next => next.IsUser)
            .ToList();
        var slots = stretch.SelectMany(next => next.Frames!).Last(frame => frame.Service == service).Slots;
        var said = string.Join(' ', stretch.Select(next => Normalised(next.Text)));
        var past = string.Join(' ', dialogue.Turns.Take(turn + 1).Select(next => Normalised(next.Text)));
        var needed = new List<string[]>();
        foreach (var values in slots.Values)
        {
            var wordings = values.Select(Normalised).ToArray();
            if (
                wordings.Any(value =>
                    value is "dontcare" or "true" or "false" || value.Length > 1 && said.Contains(value, StringComparison.Ordinal)
                )
            )
                continue;
            if (wordings.Any(value => value.Length > 2 && past.Contains(value, StringComparison.Ordinal)))
                needed.Add(wordings);
        }

        return needed;
    }
}
