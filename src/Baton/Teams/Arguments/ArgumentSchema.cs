using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Journals;
using Baton.Teams.SharedStates.Schemas;

namespace Baton.Teams.Arguments;

/// <summary>
/// What a tool takes. Arguments are read for what was meant and checked before a person is asked and before anything begins, so that a
/// call with wrong ones never reaches its tool and leaves nothing in doubt.
/// </summary>
internal sealed class ArgumentSchema
{
    private const int MostProblems = 8;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StateSchema? schema;
    private readonly ArgumentShape shape;

    /// <param name="declared">The tool's schema.</param>
    public ArgumentSchema(JsonElement declared)
    {
        var text = CheckableSchema.Of(declared);
        schema = text is null ? null : StateSchema.Read(text, ToolFormats.Fits).Schema;
        shape = ArgumentShape.Of(text?.ToElement() ?? default);
    }

    /// <summary>Reads the arguments of a call.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="written">The arguments: a JSON object.</param>
    public ReadArguments Read(string tool, JsonText written)
    {
        using var document = written.ToDocument();
        var given = document.RootElement;
        if (given.ValueKind != JsonValueKind.Object || shape.CertainlyFits(given))
            return new ReadArguments(written);
        if (ArgumentTwins.Problem(shape, given) is { } twins)
            return Refused(given, twins);
        if (schema is null)
            return new ReadArguments(written);
        var meant = new MeantArguments();
        var changed = meant.Of(shape, given);
        var arguments = changed is null ? written : Text(changed);
        var read = changed is null ? given : arguments.ToElement();
        if (schema.Misfit(read) is { } misfit)
            return Refused(read, Problems(read, misfit));
        // A text may have held an object, whose names nobody has seen yet.
        if (changed is not null && ArgumentTwins.Problem(shape, read) is { } within)
            return Refused(read, within);
        return new ReadArguments(arguments) { Written = changed is null ? null : written, Dropped = meant.Dropped };

        ReadArguments Refused(JsonElement sent, string problem) => new(written) { Misfit = $"{problem} {HowToCall(tool, sent)}" };
    }

    /// <summary>How the tool is called, in a sentence with its arguments as they should look.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="given">What the model sent, as far as it could be read.</param>
    public string HowToCall(string tool, JsonElement given = default) =>
        shape.Members.Count == 0
            ? $"Call {tool} again with a JSON object that fits its schema."
            : $"Call {tool} again with {ArgumentForm.Of(shape, given, IsRight)}.";

    private bool IsRight(string name, JsonElement value) => schema?.MemberMisfit(name, value) is null;

    // All that is missing or wrong at once, so that the model needs one more reply and not several.
    private string Problems(JsonElement read, string first)
    {
        var problems = shape.Required.Where(name => !read.TryGetProperty(name, out _)).Select(name => $"{name} is missing").ToList();
        foreach (var member in read.EnumerateObject())
        {
            if (schema!.MemberMisfit(member.Name, member.Value) is { } wrong)
                problems.Add(wrong);
        }

        return problems.Count > 0 ? $"{string.Join("; ", problems.Take(MostProblems))}." : $"{first}.";
    }

    private static JsonText Text(JsonObject arguments)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Compact))
            arguments.WriteTo(writer);
        return JsonText.Trusted(Encoding.UTF8.GetString(json.WrittenSpan));
    }
}

/// <summary>The arguments of a call, as its tool takes them.</summary>
/// <param name="Arguments">The arguments: what the model meant, or what it wrote where that does not fit.</param>
internal readonly record struct ReadArguments(JsonText Arguments)
{
    /// <summary>What the model wrote, where <see cref="Arguments"/> are others.</summary>
    public JsonText? Written { get; init; }

    /// <summary>The names of what was left out because the tool has no such argument; null for none.</summary>
    public IReadOnlyList<string>? Dropped { get; init; }

    /// <summary>What is missing or wrong, and how to call the tool; null if the arguments fit.</summary>
    public string? Misfit { get; init; }
}
