namespace Baton.Texts.Routers.Contexts;

/// <summary>A message of a dialogue whose route is known, with what came before it.</summary>
/// <param name="Dialogue">The dialogue's number.</param>
/// <param name="Text">The message.</param>
/// <param name="Route">Who took it.</param>
/// <param name="Holder">Who had the conversation; null for nobody.</param>
/// <param name="Seen">Who had it before.</param>
/// <param name="Unanswered">The messages since somebody last took one.</param>
/// <param name="Candidates">Who could take it; null means all.</param>
internal sealed record DialogueTurn(
    int Dialogue,
    string Text,
    string Route,
    string? Holder,
    IReadOnlyCollection<string> Seen,
    IReadOnlyList<string> Unanswered,
    IReadOnlyCollection<string>? Candidates
)
{
    /// <summary>The turns of dialogues whose route is known.</summary>
    public static IEnumerable<DialogueTurn> In(IReadOnlyList<RouterDialogue> dialogues)
    {
        for (var number = 0; number < dialogues.Count; number++)
        {
            string? holder = null;
            List<string> seen = [],
                unanswered = [];
            foreach (var message in dialogues[number].Messages)
            {
                if (message.Route is not { } route)
                {
                    unanswered.Add(message.Text);
                    continue;
                }

                yield return new(
                    number,
                    message.Text,
                    route,
                    holder,
                    [.. seen],
                    [.. unanswered.TakeLast(ContextModel.MostUnanswered)],
                    dialogues[number].Candidates
                );
                if (!seen.Contains(route))
                    seen.Add(route);
                holder = route;
                unanswered.Clear();
            }
        }
    }
}
