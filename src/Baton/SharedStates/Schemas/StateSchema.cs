using System.Globalization;
using System.Text;
using Baton.Journals;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Baton.SharedStates.Schemas;

/// <summary>A JSON Schema, ready to be held to values. It reaches nothing outside of itself.</summary>
internal sealed class StateSchema
{
    private readonly JsonSchema schema;

    // The evaluator resolves references as it comes to them, and says nothing of threads.
    private readonly Lock gate = new();

    private StateSchema(JsonSchema schema) => this.schema = schema;

    /// <summary>Reads a schema; what is wrong with it otherwise.</summary>
    public static (StateSchema? Schema, string? Problem) Read(JsonText text)
    {
        if (SchemaVocabulary.Problem(text.ToElement()) is { } problem)
            return (null, problem);
        try
        {
            // References lead to the schema itself only, so nothing is waited for.
            return (new StateSchema(JsonSchema.FromJsonAsync(text.ToString()).GetAwaiter().GetResult()), null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or Newtonsoft.Json.JsonException)
        {
            return (null, exception.Message.Split('\n', '.')[0]);
        }
    }

    /// <summary>Which part of a value does not fit and why, or null.</summary>
    public string? Misfit(JsonText value)
    {
        try
        {
            lock (gate)
                return schema.Validate(value.ToString()).FirstOrDefault() is { } error ? Describe(error) : null;
        }
        catch (InvalidCastException)
        {
            // The evaluator's own numbers end here.
            return "a number in it is too large";
        }
    }

    // "#/lines[2].amount" and NumberExpected become "lines[2].amount: number expected".
    private static string Describe(ValidationError error)
    {
        // What is wrong within a part is told rather than that something is.
        while (error is ChildSchemaValidationError within && within.Errors.Values.SelectMany(errors => errors).FirstOrDefault() is { } inner)
            error = inner;
        var words = new StringBuilder();
        foreach (var letter in error.Kind.ToString())
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ');
            words.Append(char.ToLower(letter, CultureInfo.InvariantCulture));
        }

        var path = (error.Path ?? "").TrimStart('#', '/');
        return path.Length == 0 ? words.ToString() : $"{path}: {words}";
    }
}
