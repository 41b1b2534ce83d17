using System.Globalization;
using Baton.Deciding;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;

namespace Baton.Performing.SharedStates;

/// <summary>The results of a model's write calls.</summary>
internal static class WriteResult
{
    private const string NotAlone = "Error: Nothing was written: the writes of one reply apply together, and another one was refused.";

    /// <summary>The end of a write that was made.</summary>
    public static ToolCallEnded Made(TeamMember member, StateWrite write)
    {
        var key = member.State.Find(write.Key);
        var shown = key is { IsMerged: true } && CanSee(member, key) ? write.Value : null;
        return End(
            member,
            write.CallId!.Value,
            ToolOutcome.Ok,
            Json(write.Key, isWritten: true, write.Revision, shown),
            shown is null ? null : key!.Key
        );
    }

    /// <summary>
    /// The end of a write that is no longer allowed, because the team changed between a crash and the restart that found the other writes
    /// made.
    /// </summary>
    public static ToolCallEnded Lost(TeamMember member, DueWrite due) =>
        End(
            member,
            due.Call.CallId,
            ToolOutcome.Refused,
            "Error: The team no longer lets you write this. Nothing was written by this call.",
            null
        );

    /// <summary>The end of a write that was not made.</summary>
    public static ToolCallEnded NotMade(TeamMember member, PlannedWrite write)
    {
        var call = write.Id!.Value;
        if (write.Problem is { } problem)
            return End(member, call, ToolOutcome.Refused, $"Error: {problem} Nothing was written.", null);
        if (write.Stale is not { } current)
            return End(member, call, ToolOutcome.Refused, NotAlone, null);
        var shown = CanSee(member, write.Key!) ? current.Value : null;
        return End(
            member,
            call,
            ToolOutcome.Failed,
            Json(write.Key!.Name, isWritten: false, current.Revision, shown),
            shown is null ? null : write.Key.Key
        );
    }

    private static bool CanSee(TeamMember member, DeclaredKey key) =>
        key.MayRead(member.Agent.Name) && StateToolText.IsShown(key.Key, member.Agent.Clearance);

    private static string Json(string key, bool isWritten, long revision, JsonText? value)
    {
        var why = isWritten
            ? ""
            : ",\"reason\":\"The value has changed since the revision that you expected, so nothing was written. Decide again with the "
                + "current value.\"";
        var shown = value is null ? "" : $",\"value\":{value}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"key\":{StateToolText.Quoted(key)},\"written\":{(isWritten ? "true" : "false")},\"revision\":{revision}{why}{shown}}}"
        );
    }

    private static ToolCallEnded End(TeamMember member, CallId call, ToolOutcome outcome, string result, StateKey? holds) =>
        new()
        {
            Participant = member.Agent.Name,
            Tool = WriteState.ToolName,
            CallId = call,
            Outcome = outcome,
            Result = result,
            Sensitivity = holds is null or { Sensitivity: Clearance.Normal } ? null : holds.Sensitivity,
        };
}
