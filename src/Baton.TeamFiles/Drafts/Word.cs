using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Drafts;

/// <summary>A piece of text that knows where it stands.</summary>
internal readonly record struct Word(string Text, Position At)
{
    public override string ToString() => Text;
}
