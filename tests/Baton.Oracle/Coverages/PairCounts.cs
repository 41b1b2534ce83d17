using System.Globalization;
using System.Numerics;
using System.Text;
using Baton.Oracle.Records;

namespace Baton.Oracle.Coverages;

/// <summary>Counts in how many phases of a conversation each event happened. Counts of many worlds are merged.</summary>
public sealed class PairCounts
{
    private static readonly ConversationPhase[] AllPhases = Enum.GetValues<ConversationPhase>();
    private static readonly WorldEvent[] AllEvents = Enum.GetValues<WorldEvent>();

    private readonly long[] counts = new long[AllPhases.Length * AllEvents.Length];

    /// <summary>Counts nothing yet.</summary>
    public PairCounts() { }

    /// <summary>Takes over what another process counted.</summary>
    /// <param name="all">Its <see cref="All"/>.</param>
    public PairCounts(IReadOnlyList<long> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        for (var place = 0; place < counts.Length; place++)
            counts[place] = all[place];
    }

    /// <summary>All counts, for another process.</summary>
    public IReadOnlyList<long> All => counts;

    /// <summary>How many pairs are possible.</summary>
    public static int Possible { get; } = AllPhases.Sum(phase => AllEvents.Count(what => Impossible.Reason(phase, what) is null));

    /// <summary>How many of the possible pairs were reached.</summary>
    public int Reached => AllPhases.Sum(phase => AllEvents.Count(what => this[phase, what] > 0 && Impossible.Reason(phase, what) is null));

    /// <summary>How often the event happened in the phase.</summary>
    public long this[ConversationPhase phase, WorldEvent what] => counts[Place(phase, what)];

    /// <summary>Adds what a world reached.</summary>
    public void Add(WorldRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var phases = new Phases(record);
        var events = new Events(phases);
        foreach (var happening in record.Happenings)
        {
            // What happens is seen from the phase before it.
            events.Read(happening, (conversation, what) => Count(phases.Of(conversation), what));
            phases.Take(happening);
        }
    }

    /// <summary>Adds the counts of others.</summary>
    public void Merge(PairCounts others)
    {
        ArgumentNullException.ThrowIfNull(others);
        for (var place = 0; place < counts.Length; place++)
            counts[place] += others.counts[place];
    }

    /// <summary>The possible pairs that no world reached, in the order of their phases.</summary>
    public IReadOnlyList<(ConversationPhase Phase, WorldEvent Event)> NeverReached() =>
        [
            .. AllPhases.SelectMany(phase =>
                AllEvents.Where(what => this[phase, what] == 0 && Impossible.Reason(phase, what) is null).Select(what => (phase, what))
            ),
        ];

    /// <summary>The pairs that are said to be impossible and were reached.</summary>
    public IReadOnlyList<(ConversationPhase Phase, WorldEvent Event, string Reason)> ReachedThoughImpossible() =>
        [
            .. AllPhases.SelectMany(phase =>
                AllEvents
                    .Where(what => this[phase, what] > 0 && Impossible.Reason(phase, what) is not null)
                    .Select(what => (phase, what, Impossible.Reason(phase, what)!))
            ),
        ];

    /// <summary>How many pairs were reached, and a line for each phase with what never happened in it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Reached} of {Possible} pairs of phase and event were reached.");
        foreach (var phase in NeverReached().GroupBy(pair => pair.Phase))
            text.AppendLine()
                .Append(CultureInfo.InvariantCulture, $"{phase.Key} never: {string.Join(", ", phase.Select(pair => pair.Event))}");
        foreach (var (phase, what, reason) in ReachedThoughImpossible())
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{phase} had {what}, though {reason}");
        return text.ToString();
    }

    private void Count(int phases, WorldEvent what)
    {
        for (var bits = phases; bits != 0; bits &= bits - 1)
            counts[Place((ConversationPhase)BitOperations.TrailingZeroCount(bits), what)]++;
    }

    private static int Place(ConversationPhase phase, WorldEvent what) => ((int)phase * AllEvents.Length) + (int)what;
}
