using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Deciding;
using Baton.Journals;
using Baton.Teams.Clearances;
using Baton.Teams.SharedStates;

namespace Baton.Performing.SharedStates;

/// <summary>A write to shared state, or the reason why it is refused.</summary>
/// <param name="Key">The key; null when there is a problem with it.</param>
/// <param name="Value">The value as compact JSON.</param>
/// <param name="Expected">The revision that it builds on, if given.</param>
/// <param name="Problem">The problem, whatever the present value is.</param>
internal sealed record WriteCall(DeclaredKey? Key, JsonText Value, long? Expected, string? Problem)
{
    // Half of the depth that JSON readers accept, because the value is nested in results.
    private const int Deepest = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest + 1, AllowDuplicateProperties = false };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WriteCall Of(DueWrite due, StateAuthor author) =>
        due.Problem is { } known ? Refused(known) : Of(due.Call.Arguments.ToString(), author);

    /// <summary>The write of a program or a person. It is read as a model's call, so that the same checks apply.</summary>
    public static WriteCall Of(StateEdit edit, StateAuthor author)
    {
        var expected = edit.ExpectedRevision is { } revision
            ? string.Create(CultureInfo.InvariantCulture, $",\"expected_revision\":{revision}")
            : "";
        return Of($"{{\"key\":{StateToolText.Quoted(edit.Key)},\"value\":{edit.Value}{expected}}}", author);
    }

    private static WriteCall Of(string text, StateAuthor author)
    {
        try
        {
            using var arguments = JsonDocument.Parse(text, Strict);
            return Of(arguments.RootElement, author);
        }
        catch (JsonException)
        {
            return Refused($"The arguments must be a JSON object, at most {Deepest} levels deep, without duplicate properties.");
        }
    }

    private static WriteCall Of(JsonElement arguments, StateAuthor author)
    {
        var writable = author.State.All.Where(key => key.MayWrite(author.Name));
        if (!arguments.TryGetProperty("key", out var name) || name.ValueKind != JsonValueKind.String)
            return Refused($"'key' is missing: you can write {StateToolText.Listed(writable)}.");
        if (author.State.Find(name.GetString()!) is not { } key)
            return Refused(
                $"There is no state '{(name.GetString() is { Length: <= 64 } asked ? asked : "of so long a name")}': you can write "
                    + $"{StateToolText.Listed(writable)}."
            );
        if (!key.MayWrite(author.Name))
            return Refused($"You may not write '{key.Name}': you can write {StateToolText.Listed(writable)}.");
        if (!arguments.TryGetProperty("value", out var value))
            return Refused($"'value' is missing. Give the new value of '{key.Name}'.");
        var (expected, problem) = ExpectedIn(arguments, key);
        if (problem is not null)
            return Refused(problem);
        if (MaskIn(value, author.Reader) is { } mask)
            return Refused($"The value contains the mask {mask} in place of the real value: write the real value, or leave it out.");
        return new WriteCall(key, CompactText(value), expected, null);
    }

    private static (long? Expected, string? Problem) ExpectedIn(JsonElement arguments, DeclaredKey key)
    {
        if (arguments.TryGetProperty("expected_revision", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            return given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var revision) && revision >= 0
                ? (revision, null)
                : (null, "'expected_revision' must be a whole number from 0.");
        }

        return key.Key.Merge == StateMerge.Reject
            ? (null, $"'expected_revision' is missing: read '{key.Name}' and give the revision that you read, 0 if it was never written.")
            : (null, null);
    }

    // A mask must not replace the real value.
    private static string? MaskIn(JsonElement value, ReaderAccess reader) =>
        value.ValueKind switch
        {
            JsonValueKind.String => reader.FindMask(value.GetString()!),
            JsonValueKind.Array => value.EnumerateArray().Select(item => MaskIn(item, reader)).FirstOrDefault(mask => mask is not null),
            JsonValueKind.Object => value
                .EnumerateObject()
                .Select(property => reader.FindMask(property.Name) ?? MaskIn(property.Value, reader))
                .FirstOrDefault(mask => mask is not null),
            _ => null,
        };

    private static JsonText CompactText(JsonElement value)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Compact))
            value.WriteTo(writer);
        return JsonText.Trusted(Encoding.UTF8.GetString(json.WrittenSpan));
    }

    private static WriteCall Refused(string problem) => new(null, JsonText.EmptyObject, null, problem);
}
