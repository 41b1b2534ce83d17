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
    /// <param name="text">The schema.</param>
    /// <param name="fitsFormat">Whether a text has a format. Default: as strictly as the formats are defined.</param>
    public static (StateSchema? Schema, string? Problem) Read(JsonText text, Func<string, string, bool>? fitsFormat = null)
    {
        var root = text.ToElement();
        var patterns = new Dictionary<string, Regex>(StringComparer.Ordinal);
        return SchemaVocabulary.Problem(root, patterns) is { } problem
            ? (null, problem)
            : (new StateSchema(new SchemaEvaluator(root, patterns, fitsFormat ?? SchemaFormats.Fits)), null);
    }

    /// <summary>The part of a value that does not match, and why; null if all match.</summary>
    public string? Misfit(JsonElement value) => evaluator.Misfit(value);

    /// <summary>The part of a member's value that does not match what the schema says of that member; null if all matches.</summary>
    public string? MemberMisfit(string name, JsonElement value) => evaluator.MemberMisfit(name, value);
}
