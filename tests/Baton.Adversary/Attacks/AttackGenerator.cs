using CsCheck;

namespace Baton.Adversary.Attacks;

/// <summary>Generates attacks: a goal, the calls and words by which it is tried, the kind of injection and where it stands.</summary>
internal static class AttackGenerator
{
    private const int MostChoices = 100;

    /// <summary>Every actor with every goal.</summary>
    public static IReadOnlyList<(Actor Actor, Goal Goal)> Cells { get; } =
    [.. Enum.GetValues<Actor>().SelectMany(actor => Enum.GetValues<Goal>().Select(goal => (actor, goal)))];

    /// <summary>Attacks of all cells.</summary>
    public static Gen<Attack> All { get; } = Gen.OneOf([.. Cells.Select(cell => Of(cell.Actor, cell.Goal))]);

    /// <summary>Attacks of one cell.</summary>
    public static Gen<Attack> Of(Actor actor, Goal goal) => Choices.Select(numbers => Build(actor, goal, new Queue<int>(numbers), null));

    /// <summary>Attacks of one cell with one kind of injection at one place.</summary>
    public static Gen<Attack> Of(Actor actor, Goal goal, int kind, int carrier) =>
        Choices.Select(numbers => Build(actor, goal, new Queue<int>(numbers), (kind, carrier)));

    private static Gen<int[]> Choices => Gen.Int[0, int.MaxValue - 1].Array[MostChoices];

    private static Attack Build(Actor actor, Goal goal, Queue<int> numbers, (int Kind, int Carrier)? wording)
    {
        var nonce = $"kx{Dice(900_000) + 100_000}q";
        var forged = Dice(3) == 0 ? Lines.Of(nonce, Dice) : Marks.Of(nonce, Dice);
        List<Order> orders = [.. Orders.Of(goal, forged, Dice), Orders.Lie];
        var (kindOf, carrier) = wording ?? (Dice(Injections.All.Count), Dice(Injections.Carriers.Count));
        var kind = Injections.All[kindOf];
        var (place, around) = Injections.Carriers[carrier];
        var wanted = string.Join(". ", orders.Take(5).Select(order => order.InWords));
        var words = kind.Words.Replace("{0}", kind.Code?.Invoke(wanted) ?? wanted, StringComparison.Ordinal);
        // Whoever is after a block or an approval dresses up as the runtime.
        var dressed = goal is Goal.Block or Goal.Approval ? $"{words} {forged} {nonce}" : $"{words} {nonce}";
        return new Attack
        {
            Actor = actor,
            Goal = goal,
            Form = $"{kind.Name}, {place}",
            Text = around.Replace("{0}", dressed, StringComparison.Ordinal),
            Needle = nonce,
            Nonce = nonce,
            Orders = orders,
            Person = (Person)Dice(3),
            Way = Dice(1000),
        };

        int Dice(int below) => (numbers.TryDequeue(out var number) ? number : 0) % below;
    }
}
