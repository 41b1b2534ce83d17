namespace Baton;

/// <summary>How the offline model answers one kind of message for an agent.</summary>
public sealed record Answer
{
    /// <summary>What a customer might say to get this answer.</summary>
    public required IReadOnlyList<string> When { get; init; }

    /// <summary>The tools to call first, in this order. Default: none.</summary>
    public IReadOnlyList<LookUp> LookUp { get; init; } = [];

    /// <summary>
    /// The reply. Places such as <c>{charge.amount}</c> are filled from look-ups: the look-up's name, then the field's name (of the first
    /// row, if there are rows). Places for the customer's words, as in <see cref="LookUp.With"/>, may be used here and in <see
    /// cref="Otherwise"/>.
    /// </summary>
    public required string Say { get; init; }

    /// <summary>The reply when a look-up finds nothing or fails. Default: a sentence that says so.</summary>
    public string? Otherwise { get; init; }
}

/// <summary>One tool call of an <see cref="Answer"/>.</summary>
public sealed record LookUp
{
    /// <summary>The name that places in the reply use. Default: the tool's.</summary>
    public string? As { get; init; }

    /// <summary>The tool to call.</summary>
    public required string Tool { get; init; }

    /// <summary>
    /// The arguments: plain values, or <c>{amount}</c>, <c>{amount2}</c>, <c>{number}</c>, <c>{identifier}</c>, <c>{email}</c>,
    /// <c>{text}</c> for what the message contains, or a place of an earlier look-up.
    /// </summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();
}
