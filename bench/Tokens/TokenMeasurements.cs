using System.Globalization;

namespace Baton.Bench.Tokens;

/// <summary>
/// How many tokens models are sent: the two-issue turn by part, with 3 and 10 targets of triage; then one conversation of 50 such turns.
/// </summary>
internal static class TokenMeasurements
{
    private const int Turns = 50;

    public static async Task RunAsync()
    {
        Row("", "calls", "input", "instructions", "preamble", "own tools", "transfers etc.", "blocks", "messages");
        foreach (var (targets, looksUp) in new[] { (3, true), (10, true), (3, false), (10, false) })
        {
            var team = new TokenTeam(targets, new TokenScript(looksUp));
            var name = $"{targets} targets, {(looksUp ? "two look-ups" : "one look-up")}";
            Row(name, await team.TurnAsync(ConversationId.New()));
            Row("  Agent Framework", await AgentFrameworkTokens.TurnAsync(targets, new TokenScript(looksUp)));
        }

        Console.WriteLine();
        var longTeam = new TokenTeam(targets: 3, new TokenScript(technicalLooksUp: true));
        var conversation = ConversationId.New();
        for (var turn = 1; turn <= Turns; turn++)
        {
            var calls = await longTeam.TurnAsync(conversation);
            if (turn is not (1 or 2 or 10 or Turns))
                continue;
            Row(string.Create(CultureInfo.InvariantCulture, $"turn {turn}"), calls);
            var history = calls.Average(call => call.History);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{"", -28}history a call {history:N0}, at most {calls.Max(call => call.History):N0}"
                )
            );
        }

        Console.WriteLine(
            $"{"", -28}of an agent's last call its next one begins with {Prefix(longTeam.Calls, isWithin: true):P0} within a stretch,"
        );
        Console.WriteLine($"{"", -28}and with {Prefix(longTeam.Calls, isWithin: false):P0} when it gets the baton again");
    }

    // The same agent's calls one after the other, or with colleagues in between.
    private static double Prefix(IReadOnlyList<CallTokens> calls, bool isWithin)
    {
        var shares = new List<double>();
        var last = new Dictionary<string, int>();
        for (var place = 0; place < calls.Count; place++)
        {
            if (last.TryGetValue(calls[place].Agent, out var before) && before == place - 1 == isWithin)
                shares.Add(calls[place].SharedWith(calls[before]));
            last[calls[place].Agent] = place;
        }

        return shares.Average();
    }

    private static void Row(string name, IReadOnlyList<CallTokens> calls) =>
        Row(
            name,
            Figure(calls.Count),
            Sum(calls, call => call.All),
            Sum(calls, call => call.Instructions),
            Sum(calls, call => call.Preamble),
            Sum(calls, call => call.OwnTools),
            Sum(calls, call => call.RuntimeTools),
            Sum(calls, call => call.Blocks),
            Sum(calls, call => call.Messages)
        );

    private static string Sum(IReadOnlyList<CallTokens> calls, Func<CallTokens, int> part) => Figure(calls.Sum(part));

    private static string Figure(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void Row(string name, params ReadOnlySpan<string> figures)
    {
        Console.Write($"{name, -28}");
        foreach (var figure in figures)
            Console.Write($"{figure, 14}");
        Console.WriteLine();
    }
}
