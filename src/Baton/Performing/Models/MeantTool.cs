using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Baton.Teams.Handoffs;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Models;

/// <summary>Finds the tool that a model meant with a name that is none.</summary>
internal static class MeantTool
{
    private const int LongestName = 200;

    // What models write before the name of an agent.
    private static readonly string[] Prefixes =
    [
        "transferto",
        "handoffto",
        "handoverto",
        "delegateto",
        "routeto",
        "transfer",
        "handoff",
        "",
    ];

    // What models call one tool for all agents, and the argument that names the agent.
    private static readonly FrozenSet<string> AllTransfers = FrozenSet.Create(
        "transfer",
        "handoff",
        "handover",
        "delegate",
        "route",
        "transfertoagent",
        "handofftoagent",
        "handovertoagent",
        "delegatetoagent",
        "routetoagent",
        "transferto",
        "handoffto"
    );

    private static readonly FrozenSet<string> AgentKeys = FrozenSet.Create(
        "agent",
        "agentname",
        "to",
        "toagent",
        "target",
        "targetagent",
        "name",
        "recipient",
        "destination"
    );

    /// <summary>
    /// The one offered tool that is nearest: with another case, with dashes, behind a namespace, with brackets, or the bare name of the
    /// agent to hand over to. Null if there is none, or if two are equally near.
    /// </summary>
    public static AITool? Of(string written, IEnumerable<AITool> offered)
    {
        if (written.Length is 0 or > LongestName)
            return null;
        var name = written.AsSpan().Trim();
        if (name.IndexOf('(') is > 0 and var bracket)
            name = name[..bracket];
        var whole = Plain(name);
        var last = Plain(name[(name.LastIndexOfAny(".:/") + 1)..]);
        if (last.Length == 0)
            return null;
        List<AITool> tools = [.. offered];
        return Nearest(tools, tool => Plain(tool.Name) == whole)
            ?? Nearest(tools, tool => Plain(tool.Name) == last)
            ?? Nearest(tools, tool => tool is TransferTool transfer && IsAgent(transfer, last));
    }

    /// <summary>The transfer that is meant by one tool for all agents and an argument that names one. Null if there is none.</summary>
    public static AITool? OfAgent(string written, IDictionary<string, object?>? arguments, IEnumerable<AITool> offered)
    {
        if (arguments is null || written.Length > LongestName || !AllTransfers.Contains(Plain(written)))
            return null;
        List<AITool>? tools = null;
        foreach (var (key, value) in arguments)
        {
            if (!AgentKeys.Contains(Plain(key)) || TextOf(value) is not { Length: > 0 and <= LongestName } text)
                continue;
            var agent = Plain(text);
            if (Nearest(tools ??= [.. offered], tool => tool is TransferTool transfer && IsAgent(transfer, agent)) is { } meant)
                return meant;
        }

        return null;
    }

    /// <summary>The name in letters that every provider accepts in a history.</summary>
    public static string Cleaned(string written)
    {
        var name = new StringBuilder();
        foreach (var letter in written.AsSpan(0, Math.Min(written.Length, TransferTool.LongestName)))
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_');
        return name.Length > 0 ? name.ToString() : "unnamed";
    }

    // Two that are equally near are no match, and what is farther away was not meant then either.
    private static AITool? Nearest(List<AITool> tools, Predicate<AITool> isNear)
    {
        var near = tools.FindAll(isNear);
        if (near.Count > 1)
            tools.Clear();
        return near is [var only] ? only : null;
    }

    private static bool IsAgent(TransferTool transfer, string name)
    {
        var agent = Plain(transfer.Target);
        foreach (var prefix in Prefixes)
        {
            if (
                name.StartsWith(prefix, StringComparison.Ordinal)
                && name.AsSpan(prefix.Length) is var rest
                && (rest.SequenceEqual(agent) || (rest.StartsWith(agent) && rest[agent.Length..] is "agent"))
            )
                return true;
        }

        return false;
    }

    private static string? TextOf(object? value) =>
        value switch
        {
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
            _ => null,
        };

    // Its letters and digits in lower case.
    private static string Plain(ReadOnlySpan<char> name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
                plain.Append(char.ToLowerInvariant(letter));
        }

        return plain.ToString();
    }
}
