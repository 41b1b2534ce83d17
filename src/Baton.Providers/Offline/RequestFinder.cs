namespace Baton.Providers.Offline;

/// <summary>Finds the requests in a message: cuts it into pieces and joins those about the same thing.</summary>
internal sealed class RequestFinder(TopicRouter router)
{
    private const int FewWords = 3;

    public List<Request> Find(string text)
    {
        var found = new List<Draft>();
        foreach (var piece in RequestSplitter.Split(text))
        {
            var next = new Draft(piece.Text, piece.Text, router.Rank(piece.Text).Best);
            if (found.Count == 0)
                found.Add(next);
            else if (IsAside(found[^1], piece.Joint) && !IsAside(next, piece.Joint))
                found[^1] = found[^1].IsSmallTalk ? next : next with { Text = $"{found[^1].Text}. {next.Text}" };
            else if (BelongTogether(found[^1], next, piece.Joint))
                found[^1] = Join(found[^1], next, piece.Joint);
            else
                found.Add(next);
        }

        return [.. found.Select(draft => new Request(char.ToUpperInvariant(draft.Text[0]) + draft.Text[1..], draft.Core))];
    }

    private static bool BelongTogether(Draft first, Draft next, Joint joint)
    {
        if (joint == Joint.Marked)
            return !next.InScope && RequestSplitter.WordsIn(next.Core) <= FewWords;
        if (IsAside(next, joint) || !first.InScope)
            return true;
        if (joint == Joint.Reference && first.Way!.Topic.Owner == next.Way!.Topic.Owner)
            return true;
        return first.Way!.Topic == next.Way!.Topic || (joint < Joint.Sentence && (!IsSure(first) || !IsSure(next)));
    }

    private Draft Join(Draft first, Draft next, Joint joint)
    {
        var text = joint == Joint.Weak ? $"{first.Text} and {next.Text}" : $"{first.Text}. {next.Text}";
        if (next.InScope && first.InScope && first.Way!.Topic == next.Way!.Topic)
            return new(text, text, router.Rank(text).Best);
        var core = (next.Way?.Confidence ?? 0) > (first.Way?.Confidence ?? 0) ? next : first;
        return core with { Text = text };
    }

    // A piece before or after a request that asks for nothing: "Hello there.", "I am really annoyed."
    private static bool IsAside(Draft draft, Joint joint) => joint != Joint.Marked && (!draft.InScope || draft.IsSmallTalk);

    private static bool IsSure(Draft draft) => draft.Way is { Confidence: >= 0.5 };

    private sealed record Draft(string Text, string Core, Way? Way)
    {
        public bool InScope => Way is { InScope: true };

        public bool IsSmallTalk => Way is { Topic: { To: null, Answer.LookUp.Count: 0 } } && RequestSplitter.WordsIn(Core) <= FewWords;
    }
}
