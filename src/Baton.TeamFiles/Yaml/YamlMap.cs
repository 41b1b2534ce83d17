using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Yaml;

internal sealed class YamlMap(Position at, IReadOnlyList<YamlPair> pairs) : YamlNode(at)
{
    public IReadOnlyList<YamlPair> Pairs { get; } = pairs;

    public override string What => "a map";
}
