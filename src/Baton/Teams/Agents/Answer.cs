namespace Baton;

/// <summary>How an agent without a real model answers one kind of message: data for the offline model.</summary>
public sealed record Answer
{
    /// <summary>What a customer might say to be answered so.</summary>
    public required IReadOnlyList<string> When { get; init; }

    /// <summary>The tools to call first, in this order. Default: none.</summary>
    public IReadOnlyList<LookUp> LookUp { get; init; } = [];

    /// <summary>
    /// The reply, with places such as <c>{charge.amount}</c> for the values that look-ups found: the look-up's name, then the
    /// field's (of the first row, when there are rows). Places for what the message holds, as in <see cref="LookUp.With"/>,
    /// may stand here and in <see cref="Otherwise"/> too.
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
    /// <c>{text}</c> for what the message holds, or a place of an earlier look-up.
    /// </summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();
}
