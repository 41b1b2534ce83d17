using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Handoffs;

/// <summary>
/// The tool that a model calls to hand over. One is generated for each handoff. It is never run: the runtime reads the call and hands over.
/// </summary>
internal sealed class TransferTool : AIFunctionDeclaration
{
    /// <summary>The longest tool name that every provider accepts.</summary>
    public const int LongestName = 64;

    /// <summary>What every transfer tool's name begins with.</summary>
    public const string Prefix = "transfer_to_";

    public TransferTool(Handoff handoff, HandoffArguments offered = HandoffArguments.None, bool choosesStrategy = false)
    {
        JsonSchema = TransferSchema.For(offered, choosesStrategy);
        Target = handoff.Target.Name;
        Name = NameFor(Target);
        var purpose = handoff.Description ?? handoff.Target.Description;
        Description = string.IsNullOrWhiteSpace(purpose) ? $"Hands over to {Target}." : purpose.Trim();
    }

    /// <summary>The agent that takes over.</summary>
    public string Target { get; }

    public override string Name { get; }

    public override string Description { get; }

    public override JsonElement JsonSchema { get; }

    /// <summary>The tool's name for an agent: its letters and digits in lower case, everything else as <c>_</c>.</summary>
    public static string NameFor(string agent)
    {
        var name = new StringBuilder(Prefix);
        foreach (var letter in agent)
            name.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_');
        return name.ToString();
    }
}
