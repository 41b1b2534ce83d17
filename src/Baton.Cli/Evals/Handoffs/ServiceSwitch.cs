using System.Text;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;

namespace Baton.Cli.Evals.Handoffs;

/// <summary>
/// A user's turn whose service is not the one of the user's turn before: where one agent would hand over to another.
/// </summary>
/// <remarks>
/// Needed are the values that the new service holds at the end of its stretch, without true, false and dontcare, that the user does not
/// say during the stretch, and that were said up to the switch. Texts are compared on their lower-case letters, digits and spaces.
/// </remarks>
internal sealed class ServiceSwitch
{
    private ServiceSwitch(Dialogue dialogue, int turn, IReadOnlyList<string[]> needed)
    {
        Dialogue = dialogue;
        Turn = turn;
        Needed = needed;
        HistoryTokens = WordCount.Of(History(turn));
        Utterances = [.. dialogue.Turns.Take(turn).Select((said, at) => new Utterance(said.IsUser ? "customer" : "agent", said.Text, at, said.IsUser))];
    }

    public Dialogue Dialogue { get; }

    /// <summary>The index of the turn that switches.</summary>
    public int Turn { get; }

    /// <summary>The needed values, each with all its wordings.</summary>
    public IReadOnlyList<string[]> Needed { get; }

    /// <summary>The size of everything said before.</summary>
    public int HistoryTokens { get; }

    /// <summary>Everything said before.</summary>
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

    /// <summary>Lower-case letters, digits and spaces, without spaces around.</summary>
    public static string Normalised(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            // The only letter whose lower case is a plain one with a mark, which is dropped.
            var lower = letter == 'İ' ? 'i' : char.ToLowerInvariant(letter);
            if (char.IsAsciiLetterLower(lower) || char.IsAsciiDigit(lower) || lower == ' ')
                kept.Append(lower);
        }

        return kept.ToString().Trim(' ');
    }

    private static List<string[]> NeededAt(Dialogue dialogue, int turn, string service)
    {
        var stretch = dialogue.Turns.Skip(turn).TakeWhile(next => next.Service is null || next.Service == service).Where(next => next.IsUser).ToList();
        var slots = stretch.SelectMany(next => next.Frames!).Last(frame => frame.Service == service).Slots;
        var said = string.Join(' ', stretch.Select(next => Normalised(next.Text)));
        var past = string.Join(' ', dialogue.Turns.Take(turn + 1).Select(next => Normalised(next.Text)));
        var needed = new List<string[]>();
        foreach (var values in slots.Values)
        {
            var wordings = values.Select(Normalised).ToArray();
            if (wordings.Any(value => value is "dontcare" or "true" or "false" || value.Length > 1 && said.Contains(value, StringComparison.Ordinal)))
                continue;
            if (wordings.Any(value => value.Length > 2 && past.Contains(value, StringComparison.Ordinal)))
                needed.Add(wordings);
        }

        return needed;
    }
}
