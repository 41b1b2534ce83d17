using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Yaml;

/// <summary>A piece of a YAML file that knows where it stands.</summary>
internal abstract class YamlNode(Position at)
{
    public Position At { get; } = at;

    /// <summary>What it is, for a message.</summary>
    public abstract string What { get; }
}
