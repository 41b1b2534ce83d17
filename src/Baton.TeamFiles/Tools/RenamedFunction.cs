using Microsoft.Extensions.AI;

namespace Baton.TeamFiles.Tools;

/// <summary>A registered function under the name and description that the file gives it.</summary>
internal sealed class RenamedFunction(AIFunction inner, string name, string? description) : DelegatingAIFunction(inner)
{
    public override string Name => name;

    public override string Description => description?.Trim() ?? base.Description;
}
