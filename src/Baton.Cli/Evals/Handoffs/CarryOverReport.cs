namespace Baton.Cli.Evals.Handoffs;

/// <summary>What <c>eval handoff</c> prints.</summary>
internal sealed record CarryOverReport(int Switches, int Needed, IReadOnlyList<CarryOver> Results);

/// <summary>A briefing that <c>eval handoff</c> wrote.</summary>
internal sealed record WrittenBriefing(string Dialogue, int Turn, int Tokens, string Text);
