namespace Baton.Oracle.Worlds;

/// <summary>The conversation itself or a leg: what has one holder.</summary>
internal sealed class Line
{
    /// <summary>The leg's name; null for the conversation itself.</summary>
    public string? Name { get; init; }

    /// <summary>The leg's parent; null for the conversation itself.</summary>
    public Line? Parent { get; init; }

    public required string Holder { get; set; }

    /// <summary>The limits under which the holder got the baton.</summary>
    public Limits Held { get; set; } = Limits.None;

    /// <summary>The limits of a leg as a whole.</summary>
    public Limits Own { get; init; } = Limits.None;

    /// <summary>The entry with which the holder got the baton; null for the first holder.</summary>
    public Entry? Taken { get; set; }

    /// <summary>Everybody who has held it.</summary>
    public HashSet<string> Holders { get; } = [];

    /// <summary>The model call that has begun and not ended.</summary>
    public Entry? Asking { get; set; }

    /// <summary>The last reply of its model.</summary>
    public Entry? Reply { get; set; }

    /// <summary>Whether it is a leg that has ended.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Model calls of the turn so far; what is tried again counts once.</summary>
    public int ModelCalls { get; set; }

    public int Summaries { get; set; }

    public int ToolCalls { get; set; }

    public int Handoffs { get; set; }

    /// <summary>The legs that it opened in this turn.</summary>
    public int Legs { get; set; }

    /// <summary>Begins to count anew.</summary>
    public void Restart() => (ModelCalls, Summaries, ToolCalls, Handoffs, Legs) = (0, 0, 0, 0, 0);

    /// <summary>What begins again where a leg escalates: all legs share the calls, so these still count.</summary>
    public void RestartInLeg() => (Handoffs, Legs) = (0, 0);

    /// <summary>The name of a leg's parent: null for the conversation itself.</summary>
    public static string? ParentOf(string leg) => leg.LastIndexOf('.') is > 0 and var place ? leg[..place] : null;
}
