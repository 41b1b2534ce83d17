using Baton.Testing.ChatClients;

namespace Baton.Tests.Issues;

/// <summary>Calls of <c>update_issue</c> as models write them.</summary>
internal static class LedgerCalls
{
    public static ScriptedReply Update(string issue, string? status = null, string? reason = null, string? more = null) =>
        ScriptedReply.Call(
            "update_issue",
            $$"""{"issue":"{{issue}}"{{Given("status", status)}}{{Given("reason", reason)}}{{(more is null ? "" : "," + more)}}}"""
        );

    private static string Given(string name, string? value) => value is null ? "" : $",\"{name}\":\"{value}\"";
}
