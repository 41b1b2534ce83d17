using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the limits of a handoff or of the conversation.</summary>
internal static class LimitsReader
{
    public const int MostTurns = 1_000_000;

    public static LimitsDraft? Read(Section section, string key, ProblemList problems)
    {
        if (section.Map(key, TeamKeys.HandoffLimits) is not { } limits)
            return null;
        return new LimitsDraft
        {
            Time = limits.Period("time"),
            Turns = limits.Integer("turns", MostTurns),
            Permissions = PermissionReader.List(limits, "permissions", problems),
            Tools = limits.Has("tools") ? limits.Texts("tools", "tool names") : null,
            Clearance = ClearanceReader.Clearance(limits, "clearance"),
        };
    }
}
