using System.Text.Json;
using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Arguments;
using Baton.Teams.Confidences;
using Baton.Teams.Histories;
using Baton.Teams.Issues;
using Baton.Texts.Clearances;

namespace Baton.Deciding.Handoffs;

/// <summary>
/// Reads the limits that a sender sets in a transfer call. They never take away by accident what the team granted: what cannot have been
/// meant is left out.
/// </summary>
internal static class TransferLimits
{
    private const double LeastMinutes = 1.0 / 60;
    private const double LongestMinutes = 60 * 24 * 366;
    private const int MostTurns = 1000;

    /// <summary>Reads them. Names of tools and permissions are kept as they are until <see cref="Known"/> looks them up.</summary>
    public static HandoffLimits Read(ref CallArguments arguments)
    {
        if (arguments.Given("limits") is not { } given)
            return HandoffLimits.None;
        var element = given.ValueKind == JsonValueKind.String && LooseValue.Inner(given.GetString()!.Trim()) is { } inner ? inner : given;
        if (element.ValueKind != JsonValueKind.Object)
        {
            arguments.Drop("limits");
            return HandoffLimits.None;
        }

        var limits = new CallArguments(element, "limits.");
        var minutes = Number(ref limits, "minutes", "min", LeastMinutes, LongestMinutes);
        var turns = Number(ref limits, "turns", "turn", 1, MostTurns);
        if (turns is { } number && !double.IsInteger(number))
        {
            limits.Drop("turns");
            turns = null;
        }

        var read = new HandoffLimits
        {
            Time = minutes is { } length ? TimeSpan.FromMinutes(length) : null,
            Turns = (int?)turns,
            Tools = limits.Texts("tools", TextList.Names) is { Count: > 0 } tools ? tools : null,
            Clearance = ReadClearance(ref limits),
            Permissions = Permissions(ref limits),
        };
        arguments.Drop(limits.Dropped);
        return read;
    }

    /// <summary>
    /// The limits with only those tools and permissions that exist in the team. If none is left that the receiver has, the limit was not
    /// meant: it would take everything away.
    /// </summary>
    public static HandoffLimits Known(HandoffLimits limits, Team team, TeamMember receiver, ref List<string>? dropped)
    {
        if (limits.Tools is { } tools)
            limits = limits with { Tools = KnownTools(tools, team, receiver, ref dropped) };
        if (limits.Permissions is { } permissions)
            limits = limits with { Permissions = KnownPermissions(permissions, team, receiver, ref dropped) };
        return limits;
    }

    private static List<string>? KnownTools(IReadOnlyList<string> named, Team team, TeamMember receiver, ref List<string>? dropped)
    {
        var known = new List<string>();
        foreach (var name in named)
        {
            // Its own tools first: another agent may have one whose name differs in case only.
            var tool =
                ToolOf(receiver, name)
                ?? team.Agents.Select(agent => ToolOf(team[agent.Name], name)).FirstOrDefault(one => one is not null);
            if (tool is not null)
                known.Add(tool);
        }

        // Everybody has these anyway, so they are no reason to take away the others.
        var isMeant =
            known.Count > 0
            && (
                receiver.Agent.Tools.Count == 0
                || known.Exists(name =>
                    name is not (ReadHistory.ToolName or UpdateIssue.ToolName or Report.ToolName) && receiver.Tools.ContainsKey(name)
                )
            );
        if (known.Count < named.Count || !isMeant)
            (dropped ??= []).Add("limits.tools");
        return isMeant ? known : null;
    }

    private static string? ToolOf(TeamMember member, string name) =>
        member.Tools.ContainsKey(name) ? name : member.Tools.Keys.FirstOrDefault(tool => CallArguments.IsSameKey(tool, name));

    private static List<Permission>? KnownPermissions(
        IReadOnlyList<Permission> named,
        Team team,
        TeamMember receiver,
        ref List<string>? dropped
    )
    {
        var known = named.Where(permission => team.Agents.Any(agent => Knows(team[agent.Name], permission.Name))).ToList();
        var isMeant =
            known.Count > 0
            && (receiver.Grants.Count == 0 || receiver.Grants.Any(grant => known.Exists(permission => permission.Name == grant.Name)));
        if (known.Count < named.Count || !isMeant)
            (dropped ??= []).Add("limits.permissions");
        return isMeant ? known : null;
    }

    private static bool Knows(TeamMember member, string permission) =>
        member.Grants.Any(grant => grant.Name == permission) || member.Agent.Tools.Any(tool => tool.Needs?.Name == permission);

    // A number above 0, or a text such as "30 minutes".
    private static double? Number(ref CallArguments limits, string name, string unit, double least, double most)
    {
        if (limits.Given(name) is not { } given)
            return null;
        var number = given.ValueKind switch
        {
            JsonValueKind.Number when given.TryGetDouble(out var plain) => plain,
            JsonValueKind.String
                when LooseValue.TryNumber(given.GetString(), out var written, out var rest)
                    && (rest.IsEmpty || rest.StartsWith(unit, StringComparison.OrdinalIgnoreCase)) => written,
            _ => 0,
        };
        if (number >= least && number <= most)
            return number;
        limits.Drop(name);
        return null;
    }

    private static List<Permission>? Permissions(ref CallArguments limits)
    {
        var permissions = new List<Permission>();
        foreach (var text in limits.Texts("permissions", TextList.Names))
        {
            if (Permission.TryParse(text, out var permission))
                permissions.Add(permission);
            else
                limits.Drop("permissions");
        }

        return permissions.Count > 0 ? permissions : null;
    }

    private static Clearance? ReadClearance(ref CallArguments limits)
    {
        if (limits.Given("clearance") is not { } given)
            return null;
        Clearance? clearance =
            given.ValueKind != JsonValueKind.String
                ? null
                : given.GetString()!.Trim().ToLowerInvariant() switch
                {
                    "normal" => Clearance.Normal,
                    "sensitive" => Clearance.Sensitive,
                    "secret" => Clearance.Secret,
                    _ => null,
                };
        if (clearance is null)
            limits.Drop("clearance");
        return clearance;
    }
}
