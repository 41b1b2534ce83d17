using System.Text.Json;
using Baton.Texts.Searches;

namespace Baton.Mcp;

/// <summary>A tool as its server lists it, read for what was meant: one odd tool does not take the others with it.</summary>
/// <param name="Name">The server's own name.</param>
/// <param name="Description">What models read of it.</param>
/// <param name="Schema">What its arguments look like, in a form that providers accept.</param>
/// <param name="Effect">What it does to the world, as far as its server says; what it does not say is not assumed.</param>
/// <param name="Problem">Why no model can be offered it; null if one can.</param>
/// <param name="Written">The tool in the server's words.</param>
internal sealed record ListedTool(
    string Name,
    string Description,
    JsonElement Schema,
    ToolEffect Effect,
    string? Problem,
    JsonElement Written
)
{
    /// <summary>Stands for this listing of it, in which it looks like this.</summary>
    public SchemaVersion Version { get; } = new();

    // Each call of a model pays for it.
    private const int LongestDescription = 4_000;

    /// <summary>Reads one; null if it has no name, so that nobody could call it.</summary>
    public static ListedTool? Read(JsonElement tool)
    {
        if (tool.ValueKind != JsonValueKind.Object || TextOf(tool, "name") is not { Length: > 0 } name)
            return null;
        var (schema, problem) = FlatSchema.Of(tool.TryGetProperty("inputSchema", out var written) ? written : default);
        var description = TextOf(tool, "description") ?? TextOf(tool, "title") ?? "";
        return new ListedTool(name, TextPart.First(description, LongestDescription), schema, EffectOf(tool), problem, tool);
    }

    /// <summary>Whether models read the same of both.</summary>
    public bool IsLike(ListedTool other) =>
        Description == other.Description && JsonElement.DeepEquals(Schema, other.Schema) && Problem == other.Problem;

    private static ToolEffect EffectOf(JsonElement tool)
    {
        if (!tool.TryGetProperty("annotations", out var hints) || hints.ValueKind != JsonValueKind.Object)
            return ToolEffect.Once;
        return IsTrue(hints, "readOnlyHint") ? ToolEffect.ReadOnly
            : IsTrue(hints, "idempotentHint") ? ToolEffect.Idempotent
            : ToolEffect.Once;
    }

    private static bool IsTrue(JsonElement hints, string hint) =>
        hints.TryGetProperty(hint, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? TextOf(JsonElement tool, string key) =>
        tool.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
