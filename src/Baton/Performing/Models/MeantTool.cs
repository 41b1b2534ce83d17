using System.Text;
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
