using System.Buffers;
using System.Text.Json;
using Baton.Cli.Output;
using Baton.Journals;
using Baton.Runtime;

namespace Baton.Cli.Scripts;

/// <summary>Compares the state of a conversation with what a script expects. Keys that are left out can have any value.</summary>
internal static class Expectation
{
    private static readonly string[] Keys = ["holder", "outcome", "reply_contains", "entries", "issues", "tickets"];

    /// <summary>Throws if an expectation has unknown keys or values of the wrong type.</summary>
    public static JsonElement Checked(string place, JsonElement what)
    {
        var fields = new ScriptFields(place, "expect", what);
        fields.Require(Keys);
        foreach (var field in fields.All)
        {
            var isList = field.Name is "entries" or "issues" or "tickets";
            if (!isList)
                fields.Text(field.Name);
            else if (
                field.Value.ValueKind != JsonValueKind.Array
                || field.Value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object)
            )
                throw new BadInputException($"{place}: '{field.Name}' must be a list of JSON objects.");
        }

        return what;
    }

    /// <summary>Compares an expectation with the conversation.</summary>
    /// <returns>The expected and the actual value of each key that differs; empty when all match.</returns>
    public static IReadOnlyList<string> Failures(JsonElement what, ConversationStatus status, Turn? turn)
    {
        var failures = new List<string>();
        List<JsonElement> entries = [.. status.Entries.Select(Json)];
        foreach (var field in what.EnumerateObject())
        {
            switch (field.Name)
            {
                case "holder":
                    Compare(field, status.Holder ?? "", (expected, actual) => expected == actual);
                    break;
                case "outcome":
                    Compare(
                        field,
                        turn is null ? "none" : JsonNamingPolicy.SnakeCaseLower.ConvertName(turn.Outcome.ToString()),
                        (expected, actual) => expected == actual
                    );
                    break;
                case "reply_contains":
                    Compare(field, Reply(status), (expected, actual) => actual.Contains(expected, StringComparison.Ordinal));
                    break;
                case "entries":
                    InOrder(field, entries, failures);
                    break;
                case "issues":
                    InOrder(field, [.. ScriptView.Issues(status)], failures);
                    break;
                default:
                    InOrder(field, [.. ScriptView.Tickets(status)], failures);
                    break;
            }
        }

        return failures;

        void Compare(JsonProperty field, string actual, Func<string, string, bool> isMet)
        {
            if (!isMet(field.Value.GetString()!, actual))
                failures.AddRange([$"  {field.Name}", $"  - expected {field.Value.GetString()}", $"  + actual   {actual}"]);
        }
    }

    private static void InOrder(JsonProperty field, List<JsonElement> actual, List<string> failures)
    {
        var from = 0;
        foreach (var expected in field.Value.EnumerateArray())
        {
            var found = actual.FindIndex(from, candidate => Matches(expected, candidate));
            if (found >= 0)
            {
                from = found + 1;
                continue;
            }

            failures.AddRange([$"  {field.Name}", $"  - expected {expected.GetRawText()}"]);
            // There can be hundreds of entries, so only those of the expected type are shown.
            var alike = actual
                .Skip(from)
                .Where(candidate => !expected.TryGetProperty("type", out var type) || Matches(type, candidate.GetProperty("type")))
                .ToList();
            failures.AddRange(
                alike.Count == 0
                    ? ["  + actual   none"]
                    : alike.Select(candidate => $"  + actual   {SafeText.Short(candidate.GetRawText(), 400)}")
            );
            return;
        }
    }

    // An actual object may have more fields than expected. Lists must match item by item.
    private static bool Matches(JsonElement expected, JsonElement actual) =>
        expected.ValueKind switch
        {
            JsonValueKind.Object => actual.ValueKind == JsonValueKind.Object
                && expected
                    .EnumerateObject()
                    .All(field =>
                        actual.TryGetProperty(field.Name, out var value)
                            ? Matches(field.Value, value)
                            : field.Value.ValueKind == JsonValueKind.Null
                    ),
            JsonValueKind.Array => actual.ValueKind == JsonValueKind.Array
                && expected.GetArrayLength() == actual.GetArrayLength()
                && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => Matches(pair.First, pair.Second)),
            _ => JsonElement.DeepEquals(expected, actual),
        };

    private static JsonElement Json(JournalEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(entry, line);
        return JsonElement.Parse(line.WrittenSpan);
    }

    private static string Reply(ConversationStatus status) =>
        status
            .Entries.Select(entry => entry is { Type: "still_working" } ? null : entry.TextToCustomer())
            .LastOrDefault(text => text is not null)
        ?? "nothing";
}
