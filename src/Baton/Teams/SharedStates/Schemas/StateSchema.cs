using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Journals;

namespace Baton.Teams.SharedStates.Schemas;

/// <summary>A JSON Schema, ready to be held to values. It reaches nothing outside of itself, and threads may share it.</summary>
internal sealed class StateSchema
{
    private readonly SchemaEvaluator evaluator;

    private StateSchema(SchemaEvaluator evaluator) => this.evaluator = evaluator;

    /// <summary>Reads a schema; what is wrong with it otherwise.</summary>
    public static (StateSchema? Schema, string? Problem) Read(JsonText text)
    {
        var root = text.ToElement();
        var patterns = new Dictionary<string, Regex>(StringComparer.Ordinal);
        return SchemaVocabulary.Problem(root, patterns) is { } problem ? (null, problem) : (new StateSchema(new SchemaEvaluator(root, patterns)), null);
    }

    /// <summary>Which part of a value does not fit and why, or null.</summary>
    public string? Misfit(JsonElement value) => evaluator.Misfit(value);
}
