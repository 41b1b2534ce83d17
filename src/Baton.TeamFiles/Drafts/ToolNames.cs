namespace Baton.TeamFiles.Drafts;

/// <summary>
/// The tools that Baton itself gives to agents and that a team file may name; <see cref="Tool.ReservedNames"/> has all of them.
/// </summary>
internal static class ToolNames
{
    public const string Escalate = "escalate";

    public const string WriteState = "write_state";
}
