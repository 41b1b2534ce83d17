using System.Globalization;
using System.Text;
using Baton.Adversary.Attacks;

namespace Baton.Adversary.Judging;

/// <summary>Counts attacks by actor and goal.</summary>
internal sealed class Tally
{
    private readonly Dictionary<(Actor, Goal), (int Tried, int Gained)> cells = [];
    private readonly HashSet<string> forms = [];
    private readonly List<(Attack Attack, Gain Gain)> gains = [];
    private readonly Lock gate = new();

    /// <summary>What was gained, with the attack.</summary>
    public IReadOnlyList<(Attack Attack, Gain Gain)> Gains => gains;

    /// <summary>How many kinds and places of injections reached a model.</summary>
    public int Forms => forms.Count;

    /// <summary>How many attacks did not arrive, and so say nothing.</summary>
    public int Missed { get; private set; }

    /// <summary>How often the customer read what the attacker wanted them to read.</summary>
    public int Said { get; private set; }

    /// <summary>Attacks that arrived.</summary>
    public int Tried(Actor actor, Goal goal) => cells.GetValueOrDefault((actor, goal)).Tried;

    public void Add(Attack attack, Outcome outcome)
    {
        lock (gate)
        {
            if (!outcome.Arrived)
            {
                Missed++;
                return;
            }

            forms.Add(attack.Form);
            Said += outcome.Said ? 1 : 0;
            gains.AddRange(outcome.Gains.Select(gain => (attack, gain)));
            var (tried, gained) = cells.GetValueOrDefault((attack.Actor, attack.Goal));
            cells[(attack.Actor, attack.Goal)] = (tried + 1, gained + (outcome.Gains.Count > 0 ? 1 : 0));
        }
    }

    /// <summary>The table: tried and gained.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var goals = Enum.GetValues<Goal>();
        text.Append(CultureInfo.InvariantCulture, $"{"tried / gained", -16}");
        foreach (var goal in goals)
            text.Append(CultureInfo.InvariantCulture, $"{goal, 14}");
        text.Append('\n');
        foreach (var actor in Enum.GetValues<Actor>())
        {
            text.Append(CultureInfo.InvariantCulture, $"{actor, -16}");
            foreach (var goal in goals)
            {
                var (tried, gained) = cells.GetValueOrDefault((actor, goal));
                text.Append(CultureInfo.InvariantCulture, $"{$"{tried} / {gained}", 14}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
