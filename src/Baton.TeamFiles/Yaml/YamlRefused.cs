using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Yaml;

/// <summary>Stands where something was refused, so that it is reported once only.</summary>
internal sealed class YamlRefused(Position at) : YamlNode(at)
{
    public override string What => "something that is not allowed";
}
