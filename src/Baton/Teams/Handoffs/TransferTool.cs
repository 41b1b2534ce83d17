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

    private const string StrategyDescription =
        "Only with your first transfers: how several issues of this customer are worked on. sequential: each by its own agent, one after "
        + "the other. one_specialist: the first agent that you name handles all it can. coordinator: in parallel.";

    private static readonly JsonElement Arguments = Schema("");

    private static readonly JsonElement ArgumentsWithStrategy = Schema(
        $$"""
        "strategy": {"type": "string", "enum": ["sequential", "one_specialist", "coordinator"], "description": "{{StrategyDescription}}"},
        """
    );

    private readonly string description;

    public TransferTool(Handoff handoff, bool choosesStrategy = false)
    {
        JsonSchema = choosesStrategy ? ArgumentsWithStrategy : Arguments;
        Target = handoff.Target.Name;
        Name = NameFor(Target);
        var purpose = handoff.Description ?? handoff.Target.Description;
        description =
            $"Hand the conversation over to {Target}."
            + (string.IsNullOrWhiteSpace(purpose) ? "" : $" {purpose.Trim()}")
            + " Call it once for each separate issue; several calls in one reply are all carried out.";
    }

    /// <summary>The agent that takes over.</summary>
    public string Target { get; }

    public override string Name { get; }

    public override string Description => description;

    public override JsonElement JsonSchema { get; }

    /// <summary>The tool's name for an agent: its letters and digits in lower case, everything else as <c>_</c>.</summary>
    public static string NameFor(string agent)
    {
        var name = new StringBuilder(Prefix);
        foreach (var letter in agent)
            name.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_');
        return name.ToString();
    }

    private static JsonElement Schema(string first) =>
        JsonElement.Parse(
            $$$"""
            {
              "type": "object",
              "properties": {
                {{{first}}}
                "summary": {"type": "string", "description": "One sentence: what the customer wants and what you know of it."},
                "issues": {"type": "array", "items": {"type": "string"},
                  "description": "The issues that this is about: the number of a known one (such as 1), or a short title for a new one."},
                "category": {"type": "string", "description": "The kind of issue, in one word."},
                "confidence": {"type": "number", "minimum": 0, "maximum": 1,
                  "description": "Your confidence that this agent is the right one, from 0 to 1."},
                "priority": {"type": "string", "enum": ["low", "normal", "high", "urgent"]},
                "notes": {"type": "array", "items": {"type": "string"},
                  "description": "What the receiver should know and the conversation does not say."},
                "alternatives": {
                  "type": "array",
                  "description": "Other agents that you considered.",
                  "items": {
                    "type": "object",
                    "properties": {"agent": {"type": "string"}, "confidence": {"type": "number"}},
                    "required": ["agent"],
                    "additionalProperties": false
                  }
                },
                "limits": {
                  "type": "object",
                  "description": "Only if the receiver must be limited: what it may use at most. Limits cannot be lifted later.",
                  "properties": {
                    "minutes": {"type": "number"},
                    "turns": {"type": "integer"},
                    "tools": {"type": "array", "items": {"type": "string"}},
                    "permissions": {"type": "array", "items": {"type": "string"}},
                    "clearance": {"type": "string", "enum": ["normal", "sensitive", "secret"]}
                  },
                  "additionalProperties": false
                }
              },
              "required": ["summary"],
              "additionalProperties": false
            }
            """
        );
}
