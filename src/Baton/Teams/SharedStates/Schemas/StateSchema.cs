using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Journals;

namespace Baton.Teams.SharedStates.Schemas;

/// <summary>A parsed JSON Schema. It refers to nothing outside itself, and threads may share it.</summary>
internal sealed class StateSchema
{
    private readonly SchemaEvaluator evaluator;

    private StateSchema(SchemaEvaluator evaluator) => this.evaluator = evaluator;

    /// <summary>Parses a schema, or says what is wrong with it.</summary>
    public static (StateSchema? Schema, string? Problem) Read(JsonText text)
    {
        var root = text.ToElement();
        var patterns = new Dictionary<string, Regex>(StringComparer.Ordinal);
        return SchemaVocabulary.Problem(root, patterns) is { } problem
            ? (null, problem)
            : (new StateSchema(new SchemaEvaluator(root, patterns)), null);
    }

    /// <summary>The part of a value that does not match, and why; null if all match.</summary>
    public string? Misfit(JsonElement value) => evaluator.Misfit(value);
}
