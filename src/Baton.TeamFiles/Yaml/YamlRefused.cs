using Baton.TeamFiles.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baton.TeamFiles.Yaml;

/// <summary>Stands where something was refused, so that it is reported once only.</summary>
internal sealed class YamlRefused(Position at) : YamlNode(at)
{
    public override string What => "something that is not allowed";
}
