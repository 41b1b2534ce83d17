using Baton.Teams.Files.Yaml;

namespace Baton.Teams.Files;

/// <summary>A piece of text that knows where it stands.</summary>
internal readonly record struct Word(string Text, Position At)
{
    public override string ToString() => Text;
}
