using System.Globalization;
using System.Text.Json;
using Baton.Journals.Handoffs;
using Baton.Teams.Arguments;
using Baton.Teams.Handoffs;
using Baton.Texts.Searches;

namespace Baton.Deciding.Handoffs;

/// <summary>Reads the optional parts of a transfer call: notes for the receiver, and other agents that the sender considered.</summary>
internal static class TransferAdditions
{
    private const int MostNotes = 10;
    private const int LongestNote = 500;
    private const int MostAlternatives = 20;

    /// <summary>Reads the notes. What is too much is cut and noted, because it must not cost the transfer.</summary>
    public static IReadOnlyList<string> Notes(ref CallArguments arguments)
    {
        var notes = arguments.Texts("notes", TextList.Prose);
        if (notes.Count == 0)
            return [];
        var cut = notes.Take(MostNotes).Select(note => TextPart.First(note, LongestNote)).ToList();
        if (notes.Count > MostNotes)
            cut.Add(string.Create(CultureInfo.InvariantCulture, $"(The sender wrote {notes.Count - MostNotes} more notes.)"));
        return cut;
    }

    /// <summary>Reads the alternatives: objects with agent and confidence, or names alone.</summary>
    public static IReadOnlyList<Alternative> Alternatives(ref CallArguments arguments)
    {
        if (arguments.Given("alternatives") is not { } given)
            return [];
        var alternatives = new List<Alternative>();
        if (!Add(alternatives, given))
            arguments.Drop("alternatives");
        return alternatives;
    }

    private static bool Add(List<Alternative> alternatives, JsonElement given, bool isInner = false)
    {
        if (given.ValueKind == JsonValueKind.Array)
        {
            var isWhole = true;
            foreach (var item in given.EnumerateArray().Take(MostAlternatives))
                isWhole &= item.ValueKind == JsonValueKind.Object ? AddOne(alternatives, item) : AddNames(alternatives, item);
            return isWhole;
        }

        if (!isInner && given.ValueKind == JsonValueKind.String && LooseValue.Inner(given.GetString()!.Trim()) is { } inner)
            return Add(alternatives, inner, isInner: true);
        return given.ValueKind == JsonValueKind.Object
            ? AddOne(alternatives, given) || AddMap(alternatives, given)
            : AddNames(alternatives, given);
    }

    private static bool AddOne(List<Alternative> alternatives, JsonElement given)
    {
        var members = new CallArguments(given);
        if (
            (members.Given("agent") ?? members.Given("name") ?? members.Given("to") ?? members.Given("target"))
            is not { ValueKind: JsonValueKind.String } agent
        )
            return false;
        alternatives.Add(new Alternative { To = NameIn(agent.GetString()!), Confidence = Transfer.ReadConfidence(ref members) });
        return members.Dropped is null;
    }

    // Each agent's name with its confidence: {"billing": 0.3}.
    private static bool AddMap(List<Alternative> alternatives, JsonElement given)
    {
        var isWhole = true;
        foreach (var property in given.EnumerateObject().Take(MostAlternatives))
        {
            if (LooseConfidence.Read(property.Value) is { } confidence)
                alternatives.Add(new Alternative { To = NameIn(property.Name), Confidence = confidence });
            else
                isWhole = false;
        }

        return isWhole;
    }

    private static bool AddNames(List<Alternative> alternatives, JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.String)
            return !LooseValue.IsSaid(given);
        foreach (var name in LooseValue.Texts(given, TextList.Names, out _).Take(MostAlternatives))
            alternatives.Add(new Alternative { To = NameIn(name) });
        return true;
    }

    private static string NameIn(string text)
    {
        var name = text.Trim();
        return name.StartsWith(TransferTool.Prefix, StringComparison.OrdinalIgnoreCase) ? name[TransferTool.Prefix.Length..] : name;
    }
}
