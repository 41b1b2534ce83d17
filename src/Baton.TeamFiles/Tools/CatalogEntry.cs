using System.Text.Json;
using Baton.Mcp;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Tools;

/// <summary>What one entry of <c>tools</c> gives to an agent that asks for it.</summary>
internal sealed class CatalogEntry(ToolDraft draft)
{
    public ToolDraft Draft { get; } = draft;

    /// <summary>The names that models call, or null while they are unknown.</summary>
    public IReadOnlyCollection<string>? Names { get; set; }

    /// <summary>The names that models call by a server's own names, which may have other characters; null while they are unknown.</summary>
    public IReadOnlyDictionary<string, string>? OwnNames { get; set; }

    /// <summary>The tools, as far as they are built.</summary>
    public IReadOnlyList<Tool> Tools { get; set; } = [];

    /// <summary>The arguments that its tool takes, or null where that is not known from the file.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>The fields of its tool's results, or null where that is not known from the file.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Reports an argument that one of the tools does not have; where a tool's arguments are not known, nothing.</summary>
    public void CheckArgument(Word argument, IReadOnlyCollection<string>? names, ProblemList problems)
    {
        foreach (var name in names ?? [])
        {
            if (ArgumentsOf(name) is { } arguments && !arguments.Contains(argument.Text))
                problems.Add(argument.At, $"'{name}' has no argument '{argument.Text}'{Nearest.HintOrAll(argument.Text, arguments)}");
        }
    }

    /// <summary>The name that models call for a tool of a server that the file names, in the server's words or in that of models.</summary>
    public string NameOf(string written)
    {
        if (OwnNames is { } names && names.TryGetValue(written, out var name))
            return name;
        return McpServer.NameFor(((McpDraft)Draft).Prefix, written);
    }

    private IReadOnlyList<string>? ArgumentsOf(string name)
    {
        if (Arguments is { } arguments)
            return arguments;
        var tool = Tools.FirstOrDefault(tool => tool.Name == name);
        return
            tool?.Function.JsonSchema is { ValueKind: JsonValueKind.Object } schema
            && schema.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object
            ? [.. properties.EnumerateObject().Select(property => property.Name)]
            : null;
    }
}
