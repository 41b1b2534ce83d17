namespace Baton.States.Histories;

/// <summary>The few utterances that readers may read in part, by their index, with their tokens.</summary>
internal sealed class LongTexts
{
    private readonly List<(int Index, int Tokens)> texts = [];

    /// <summary>Notes one, behind those before.</summary>
    public void Add(int index, int tokens) => texts.Add((index, tokens));

    /// <summary>How many tokens a reader saves among some utterances that reads no more than some of each.</summary>
    public int Saved(int first, int end, int longest)
    {
        var saved = 0;
        for (var place = texts.Count - 1; place >= 0 && texts[place].Index >= first; place--)
        {
            if (texts[place].Index < end)
                saved += Math.Max(0, texts[place].Tokens - longest);
        }

        return saved;
    }

    /// <summary>Forgets those before an index.</summary>
    public void Forget(int index) => texts.RemoveAll(text => text.Index < index);
}
