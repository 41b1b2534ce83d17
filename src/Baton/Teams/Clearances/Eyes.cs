using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;

namespace Baton.Teams.Clearances;

/// <summary>How one reader sees: masked by its clearance. Whatever a model reads of a conversation goes through here.</summary>
internal sealed class Eyes(Masking masking, Clearance clearance, StateCatalog state)
{
    /// <summary>How sensitive what the reader sees may be.</summary>
    public Clearance Clearance => clearance;

    /// <summary>How a reader of the same team with another clearance sees.</summary>
    public Eyes At(Clearance other) => other == clearance ? this : new Eyes(masking, other, state);

    public string Text(string text) => masking.Apply(text, clearance);

    /// <summary>JSON as the reader may see it, value by value.</summary>
    public string Json(string json) => masking.ApplyToResult(json, clearance);

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
        // That it failed is no secret, and a caller that takes a failure for a result would tell the customer so.
        return ended.Outcome == ToolOutcome.Ok ? Masking.Withheld(sensitivity) : $"Error: {Masking.Withheld(sensitivity)}";
    }

    /// <summary>A mask that stands in a text, or null.</summary>
    public string? FindMask(string text) => masking.FindMask(text);

    /// <summary>Whether the reader may see all of a text, for what must be shown letter for letter or not at all.</summary>
    public bool IsClear(string? text) => text is null || ReferenceEquals(masking.Apply(text, clearance), text);
}
