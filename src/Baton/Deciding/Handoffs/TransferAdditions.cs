using System.Globalization;
using System.Text.Json;
using Baton.Journals.Handoffs;
using Baton.Texts.Searches;

namespace Baton.Deciding.Handoffs;

/// <summary>Reads the optional parts of a transfer call: notes for the receiver, and other agents that the sender considered.</summary>
internal static class TransferAdditions
{
    private const int MostNotes = 10;
    private const int LongestNote = 500;
    private const int MostAlternatives = 20;

    /// <summary>What the model is told if the notes are invalid.</summary>
    public static readonly string NotesForm = $"'notes' must be a list of up to {MostNotes} texts of up to {LongestNote} characters each.";

    /// <summary>What the model is told if the alternatives are invalid.</summary>
    public const string AlternativesForm =
        "'alternatives' must be a list of objects with 'agent' and, if you know it, 'confidence' from 0 to 1.";

    /// <summary>Reads the notes; null if they are invalid.</summary>
    public static IReadOnlyList<string>? Notes(JsonElement arguments)
    {
        if (Given(arguments, "notes") is not { } given)
            return [];
        // Models sometimes write a single note without the list.
        if (given.ValueKind == JsonValueKind.String)
            return Filled([given]);
        return given.ValueKind == JsonValueKind.Array && given.EnumerateArray().All(note => note.ValueKind == JsonValueKind.String)
            ? Filled(given.EnumerateArray())
            : null;
    }

    /// <summary>Reads the alternatives; null if they are invalid.</summary>
    public static IReadOnlyList<Alternative>? Alternatives(JsonElement arguments)
    {
        if (Given(arguments, "alternatives") is not { } given)
            return [];
        if (given.ValueKind != JsonValueKind.Array)
            return null;
        var alternatives = given.EnumerateArray().Take(MostAlternatives).Select(Alternative).ToList();
        return alternatives.Contains(null) ? null : alternatives.ConvertAll(alternative => alternative!);
    }

    private static Alternative? Alternative(JsonElement given) =>
        given.ValueKind == JsonValueKind.Object
        && Given(given, "agent") is { ValueKind: JsonValueKind.String } agent
        && Transfer.TryConfidence(given, out var confidence)
            ? new Alternative { To = agent.GetString()!.Trim(), Confidence = confidence }
            : null;

    // What is too much is cut and noted: it must not cost the transfer.
    private static List<string> Filled(IEnumerable<JsonElement> given)
    {
        var notes = given.Select(note => note.GetString()!.Trim()).Where(note => note.Length > 0).ToList();
        var cut = notes.Take(MostNotes).Select(note => TextPart.First(note, LongestNote)).ToList();
        if (notes.Count > MostNotes)
            cut.Add(string.Create(CultureInfo.InvariantCulture, $"(The sender wrote {notes.Count - MostNotes} more notes.)"));
        return cut;
    }

    private static JsonElement? Given(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
