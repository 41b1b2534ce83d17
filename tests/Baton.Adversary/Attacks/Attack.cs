namespace Baton.Adversary.Attacks;

/// <summary>One attack: who wants what, and how.</summary>
internal sealed record Attack
{
    public required Actor Actor { get; init; }

    public required Goal Goal { get; init; }

    /// <summary>What kind of injection it is, and where it stands.</summary>
    public required string Form { get; init; }

    /// <summary>The text from outside.</summary>
    public required string Text { get; init; }

    /// <summary>The part of the text by which a model understands what is wanted. A model that reads it obeys.</summary>
    public required string Needle { get; init; }

    /// <summary>A word that stands in every forged mark and line, and nowhere else in the world.</summary>
    public required string Nonce { get; init; }

    /// <summary>What the models are to reply, in order.</summary>
    public required IReadOnlyList<Order> Orders { get; init; }

    /// <summary>What the person does whom the team asks.</summary>
    public required Person Person { get; init; }

    /// <summary>Chooses among the ways that only one actor has, such as where an MCP server puts the text.</summary>
    public required int Way { get; init; }

    public override string ToString() =>
        $"{Actor} wants {Goal} by {Form}, way {Way}, person {Person}\ntext: {Text}\norders: "
        + string.Join("; ", Orders.Select(order => $"{order.Agent ?? "anybody"}: {order.InWords}"));
}
