using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads how to reach an MCP server.</summary>
internal static class McpReader
{
    private static readonly string[] OfProcesses = ["arguments", "environment", "inherit", "folder"];

    public static McpDraft? Read(Word name, Section tool, ProblemList problems)
    {
        if (tool.Map("mcp", TeamKeys.Mcp) is not { } section)
            return null;
        if (section.Has("command") == section.Has("url"))
            problems.Add(tool.KeyAt("mcp"), "an MCP server needs either 'command' (a process to start) or 'url', and not both");
        else if (section.Has("url"))
            RefuseAll(section, OfProcesses, "command", problems);
        else
            RefuseAll(section, ["headers"], "url", problems);

        var prefix = section.Text("prefix");
        if (prefix is { } text && Baton.Tool.CheckName(text.Text) is { } wrong)
            problems.Add(text.At, wrong.TrimEnd('.'));
        return new McpDraft
        {
            Name = name,
            Command = section.Text("command"),
            Arguments = Arguments(section),
            Environment = Variables(section, "environment", problems),
            Inherit = [.. section.Texts("inherit", "variables").Select(name => name.Text)],
            Folder = section.Text("folder"),
            Url = Url(section, problems),
            Headers = Variables(section, "headers", problems),
            Prefix = prefix?.Text ?? "",
            Tools = Tools(section, problems),
            StartTimeout = section.Duration("start_timeout"),
        };
    }

    private static void RefuseAll(Section section, IEnumerable<string> keys, string owner, ProblemList problems)
    {
        foreach (var key in keys.Where(section.Has))
            problems.Add(section.KeyAt(key), $"'{key}' goes with '{owner}' only");
    }

    private static List<string> Arguments(Section section)
    {
        var arguments = new List<string>();
        foreach (var item in section.List("arguments", "texts"))
        {
            // An empty argument is one too, and the same may come twice.
            if (item is YamlScalar { Kind: YamlKind.Text } scalar)
                arguments.Add(scalar.Text);
            else
                section.TextOf(item, item.At, Section.ItemOf("arguments"));
        }

        return arguments;
    }

    private static Dictionary<string, string> Variables(Section section, string key, ProblemList problems) =>
        AgentReader.Pairs(section, key, problems).ToDictionary(pair => pair.Key.Text, pair => pair.Value.Text);

    private static Uri? Url(Section section, ProblemList problems)
    {
        if (section.Text("url") is not { } text)
            return null;
        if (Uri.TryCreate(text.Text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0)
            return url;
        problems.Add(text.At, $"'{text.Text}' is not an address: it begins with https:// or http://");
        return null;
    }

    private static List<McpToolDraft> Tools(Section mcp, ProblemList problems)
    {
        var (tools, seen) = (new List<McpToolDraft>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in mcp.List("tools", "tool names"))
        {
            var tool = Tool(mcp, item, problems);
            if (tool is null)
                continue;
            if (seen.Add(tool.Name.Text))
                tools.Add(tool);
            else
                problems.Add(tool.Name.At, $"'{tool.Name.Text}' appears twice in 'tools'");
        }

        if (mcp.Value("tools") is YamlList { Items.Count: 0 } empty)
            problems.Add(empty.At, "'tools' is empty: name the tools to take, or leave it out to take all");
        return tools;
    }

    private static McpToolDraft? Tool(Section mcp, YamlNode item, ProblemList problems)
    {
        if (item is not YamlMap map)
            return mcp.TextOf(item, item.At, Section.ItemOf("tools")) is { } word ? new McpToolDraft(word, null, null, null) : null;
        var section = new Section(map, TeamKeys.McpTool, problems);
        var (effect, timeout) = (ToolReader.Effect(section), section.Duration("timeout"));
        var (needs, sensitivity) = (PermissionReader.Need(section, problems), ClearanceReader.Clearance(section, "sensitivity"));
        var (approval, longest) = (ApprovalReader.Read(section, problems), ToolReader.LongestResult(section));
        return section.Text("name", required: true) is { } name
            ? new McpToolDraft(name, effect, timeout, sensitivity)
            {
                Needs = needs,
                Approval = approval,
                LongestResult = longest,
            }
            : null;
    }
}
