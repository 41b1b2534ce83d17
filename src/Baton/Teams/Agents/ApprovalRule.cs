using System.Globalization;
using Baton.Journals;

namespace Baton;

/// <summary>Which calls of a tool wait until a person approves them.</summary>
public sealed record ApprovalRule
{
    /// <summary>Every call waits.</summary>
    public static readonly ApprovalRule Always = new();

    /// <summary>The numeric argument that decides; null when every call waits. Default: null.</summary>
    public string? Argument { get; private init; }

    /// <summary>A call waits if the argument is more than this, or is not a number.</summary>
    public decimal Limit { get; private init; }

    // A second rule that also makes calls wait: a tool's own rule and the team file's both apply.
    private ApprovalRule? Other { get; init; }

    /// <summary>A call waits if its argument is more than a limit, is missing, or is not a number from 0 up.</summary>
    /// <param name="argument">The argument's name. A team refuses a tool that has no such argument.</param>
    /// <param name="limit">The greatest value that needs no approval.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ApprovalRule Over(string argument, decimal limit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(argument);
        return new ApprovalRule { Argument = argument, Limit = limit };
    }

    /// <summary>A rule by which a call waits when this one or another says so.</summary>
    public ApprovalRule Or(ApprovalRule? other)
    {
        if (other is null || Argument is null)
            return this;
        return other.Argument is null ? other : this with { Other = Other?.Or(other) ?? other };
    }

    /// <summary>The arguments that decide, of this rule and of those joined to it.</summary>
    internal IEnumerable<string> Arguments =>
        Argument is null ? []
        : Other is null ? [Argument]
        : Other.Arguments.Prepend(Argument);

    /// <summary>Why a call waits, in a sentence; null if it does not wait.</summary>
    internal string? Reason(string tool, JsonText arguments)
    {
        if (Argument is null)
            return $"Every call of {tool} needs approval.";
        return arguments.Number(Argument) is >= 0 and var number && number <= Limit
            ? Other?.Reason(tool, arguments)
            : string.Create(CultureInfo.InvariantCulture, $"{tool} needs approval unless '{Argument}' is from 0 to {Limit}.");
    }
}
