using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Yaml;

internal sealed class YamlList(Position at, IReadOnlyList<YamlNode> items) : YamlNode(at)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string What => "a list";
}
