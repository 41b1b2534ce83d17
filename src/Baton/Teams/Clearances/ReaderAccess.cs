using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;

namespace Baton.Teams.Clearances;

/// <summary>Masks text for one reader, by its clearance. Everything that a model reads of a conversation goes through here.</summary>
internal sealed class ReaderAccess(Masking masking, Clearance clearance, StateCatalog state)
{
    /// <summary>The most sensitive data that the reader may see.</summary>
    public Clearance Clearance => clearance;

    /// <summary>The same for a reader of the team with another clearance.</summary>
    public ReaderAccess At(Clearance other) => other == clearance ? this : new ReaderAccess(masking, other, state);

    public string Text(string text) => masking.Apply(text, clearance);

    /// <summary>
    /// What a tool, a provider or another system wrote, as the reader may see it: also the fields that the team declared sensitive are
    /// masked, in JSON value by value.
    /// </summary>
    public string Outside(string text) => masking.ApplyToResult(text, clearance);

    /// <summary>A call's arguments.</summary>
    public JsonText Arguments(ModelToolCall call) => Arguments(call.Name, call.Arguments);

    /// <summary>The arguments of a call of that tool.</summary>
    public JsonText Arguments(string tool, JsonText arguments)
    {
        if (state.Withheld(tool, arguments, clearance) is { } withheld)
            return withheld;
        var text = arguments.ToString();
        var masked = masking.ApplyToResult(text, clearance);
        return ReferenceEquals(text, masked) ? arguments : JsonText.Trusted(masked);
    }

    /// <summary>A tool's result, or that it is withheld.</summary>
    public string Result(ToolCallEnded ended)
    {
        if (ended.Sensitivity is not { } sensitivity || sensitivity <= clearance)
            return masking.ApplyToResult(ended.Result, clearance);
        // The outcome is not secret, and a caller that mistakes a failure for a result would tell the customer something wrong.
        return ended.Outcome == ToolOutcome.Ok ? Masking.Withheld(sensitivity) : $"Error: {Masking.Withheld(sensitivity)}";
    }

    /// <summary>A mask that the text contains, or null.</summary>
    public string? FindMask(string text) => masking.FindMask(text);

    /// <summary>A text for customers, with words in place of the masks that a model quotes in it.</summary>
    public string InWords(string text) => masking.InWords(text);

    /// <summary>Whether the reader may see all of a text. Used for text that is shown exactly or not at all.</summary>
    public bool IsClear(string? text) => text is null || ReferenceEquals(masking.Apply(text, clearance), text);
}
