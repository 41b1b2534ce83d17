namespace Baton.Providers.Offline;

/// <summary>The next step of an answer: calls to make, values to ask for, or the text to say.</summary>
internal sealed record AnswerWork
{
    private const string NothingFound =
        "I could not find that in our records, and I will not guess. Please check the details, such as numbers and amounts, and write "
        + "to me again.";

    /// <summary>The look-ups to call now.</summary>
    public IReadOnlyList<PlannedCall> Calls { get; private init; } = [];

    /// <summary>What the customer has to be asked for.</summary>
    public IReadOnlyList<string> Missing { get; private init; } = [];

    /// <summary>The reply, when nothing is left to do.</summary>
    public string? Text { get; private init; }

    /// <summary>Whether the reply is the answer's text with every value found.</summary>
    public bool IsComplete { get; private init; }

    /// <summary>Whether the reply asks the customer something, so that it solves nothing yet.</summary>
    public bool Asks => Text?.TrimEnd().EndsWith('?') == true;

    /// <summary>The values that an answer needs from the customer and that the request lacks.</summary>
    public static IReadOnlyList<string> MissingIn(Answer answer, Request request) =>
        [
            .. answer
                .LookUp.SelectMany(lookUp => lookUp.With.Values)
                .SelectMany(Place.In)
                .Where(place => MessageValues.Knows(place) && request.Find(place) is null)
                .Distinct(),
        ];

    /// <summary>Continues an answer after the calls that were made.</summary>
    public static AnswerWork On(Answer answer, Request request, ToolCalls calls)
    {
        if (answer.LookUp.Any(lookUp => !calls.Offers(lookUp.Tool)))
            return Otherwise(answer, request);
        if (MissingIn(answer, request) is { Count: > 0 } missing)
            return new() { Missing = missing };

        var found = new Dictionary<string, ToolResult>(StringComparer.Ordinal);
        var waiting = new List<PlannedCall>();
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lookUp in answer.LookUp)
        {
            var name = lookUp.As ?? lookUp.Tool;
            if (lookUp.With.Values.SelectMany(Place.In).Any(place => open.Contains(place.Split('.')[0])))
            {
                open.Add(name);
                continue;
            }

            if (Plan(lookUp, request, found, calls) is not { } call)
                return Otherwise(answer, request);
            if (calls.ResultOf(call) is not { } result)
            {
                waiting.Add(call);
                open.Add(name);
            }
            else if (result.FoundNothing)
                return Otherwise(answer, request);
            else
                found[name] = result;
        }

        if (waiting.Count > 0)
            return new() { Calls = waiting };
        return Place.Fill(answer.Say, place => Value(place, request, found)) is { } text
            ? new() { Text = text, IsComplete = true }
            : Otherwise(answer, request);
    }

    private static PlannedCall? Plan(LookUp lookUp, Request request, Dictionary<string, ToolResult> found, ToolCalls calls)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, template) in lookUp.With)
        {
            if (Place.Fill(template, place => Value(place, request, found)) is not { } value)
                return null;
            arguments[name] = calls.Typed(lookUp.Tool, name, value);
        }

        return new(lookUp.Tool, arguments);
    }

    private static string? Value(string place, Request request, Dictionary<string, ToolResult> found)
    {
        var path = place.Split('.');
        return found.TryGetValue(path[0], out var result) ? result.Find(path.Skip(1)) : request.Find(place);
    }

    private static AnswerWork Otherwise(Answer answer, Request request) =>
        new() { Text = (answer.Otherwise is { } otherwise ? Place.Fill(otherwise, request.Find) : null) ?? NothingFound };
}
