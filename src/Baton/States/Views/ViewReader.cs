using Baton.Journals.Entries;
using Baton.States.Histories;
using Baton.Teams;
using Baton.Teams.Clearances;

namespace Baton.States.Views;

/// <summary>Who reads a view.</summary>
/// <param name="Member">The agent.</param>
/// <param name="Access">What it may see.</param>
/// <param name="Model">Its model: only this one sees its private blocks again.</param>
/// <param name="Team">The team that it is in.</param>
/// <param name="Longest">How many tokens it reads of one text at once.</param>
/// <param name="CountTokens">Counts the tokens of a text.</param>
internal sealed record ViewReader(
    TeamMember Member,
    ReaderAccess Access,
    string? Model,
    Team Team,
    int Longest,
    Func<string, int> CountTokens
)
{
    // Long texts are cut once for each length, and not again with every call of the model.
    private Dictionary<(long Entry, int Longest), (string Text, string Shown)>? excerpts;

    /// <summary>The reader with less of each text.</summary>
    public ViewReader WithLess() => this with { Longest = Math.Max(Excerpt.Least, Longest / 2) };

    /// <summary>What it reads of a text that was said in an entry. The writer is told if that is not all of it.</summary>
    public string Shown(ViewWriter writer, string text, long entry) => Shown(writer, text, entry, Longest);

    /// <summary>What it reads of a tool's result. Tools, and what they read, are outside: no block of the runtime's is in it.</summary>
    public string Result(ViewWriter writer, ToolCallEnded ended)
    {
        var result = ViewText.Customer(Access.Result(ended));
        if (Excerpt.IsShort(result, Excerpt.Least))
            return result;
        var own = Team.Find(ended.Participant)?.Tools.GetValueOrDefault(ended.Tool)?.LongestResult;
        return Shown(writer, result, ended.Seq, Math.Min(Longest, Math.Max(Excerpt.Least, own ?? int.MaxValue)));
    }

    private string Shown(ViewWriter writer, string text, long entry, int longest)
    {
        if (Excerpt.IsShort(text, longest))
            return text;
        excerpts ??= [];
        if (!excerpts.TryGetValue((entry, longest), out var known) || known.Text != text)
            excerpts[(entry, longest)] = known = (text, Excerpt.Of(text, entry, longest, CountTokens));
        writer.HasCut |= !ReferenceEquals(known.Shown, text) && known.Shown != text;
        return known.Shown;
    }

    /// <summary>Whether a participant is an agent; all others are at a desk.</summary>
    public bool IsAgent(string participant) => Team.Find(participant) is not null;

    /// <summary>Whether a participant's tool changes something; also where that is not known.</summary>
    public bool HasEffect(string participant, string tool) =>
        Team.Find(participant)?.Tools.GetValueOrDefault(tool) is not { Effect: ToolEffect.ReadOnly };
}
