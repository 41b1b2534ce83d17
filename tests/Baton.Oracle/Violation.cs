namespace Baton.Oracle;

/// <summary>A rule that a world broke.</summary>
/// <param name="Rule">The rule, such as "7 a side effect happens at most once".</param>
/// <param name="Text">What happened, in a sentence.</param>
/// <param name="Happening">The number of the happening that shows it.</param>
public sealed record Violation(string Rule, string Text, long Happening)
{
    /// <inheritdoc />
    public override string ToString() => $"{Rule}: {Text} (at {Happening})";
}
