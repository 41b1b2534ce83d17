using System.Buffers;

namespace Baton.Texts.Replies;

/// <summary>
/// Separates what a model wrote for the customer from what it wrote for a machine: thoughts, control tokens, and tool calls written as
/// text. Reading takes time proportional to the text's length, and one scan where a text has no mark of any of these.
/// </summary>
public sealed record ModelText
{
    // A model announces a call in a sentence. What is longer is an answer, and the call in it is not the whole reply.
    private const int LongestLeadIn = 240;

    private static readonly SearchValues<char> Marks = SearchValues.Create("<[{`(");

    /// <summary>The part for the customer; empty if there is none.</summary>
    public required string Words { get; init; }

    /// <summary>The calls that the text stands for.</summary>
    public IReadOnlyList<WrittenCall> Calls { get; init; } = [];

    /// <summary>Reads a text. Null if it is plain words, as nearly every text is.</summary>
    /// <param name="text">What the model wrote.</param>
    /// <param name="isOffered">Whether the model was offered a tool of that name.</param>
    /// <param name="mayBeData">Whether the answer may be data. Data in front of words is no part of another answer.</param>
    public static ModelText? Read(string text, Func<string, bool> isOffered, bool mayBeData = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(isOffered);
        if (IsPlain(text))
            return null;
        var words = ModelMarkup.Strip(text);
        var calls = new CallParser(words, isOffered);
        if (calls.ReadAll(0) && calls.IsAnyOffered)
            return new ModelText { Words = "", Calls = calls.Found };
        if (CallMarks.First(words) is > 0 and var mark && LeadIn(words, mark) is { } leadIn)
        {
            calls = new CallParser(words, isOffered);
            if (calls.ReadAll(mark) && calls.IsAnyOffered)
                return new ModelText { Words = leadIn, Calls = calls.Found };
        }

        if (!mayBeData)
            words = BareData.WithoutLeading(words) ?? words;
        return ReferenceEquals(words, text) ? null : new ModelText { Words = words.Trim() };
    }

    /// <summary>Why a text is not for customers, after <see cref="Read"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isTool">Whether there is a tool of that name.</param>
    /// <param name="mayBeData">Whether the answer may be data. A written call is a fault also then.</param>
    public static TextFault FaultOf(string text, Func<string, bool> isTool, bool mayBeData = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(isTool);
        if (IsPlain(text))
            return TextFault.None;
        var whole = new CallParser(text, isTool);
        if (whole.ReadAll(0))
            return mayBeData && !whole.IsMarked && !whole.Found.TrueForAll(call => isTool(call.Name))
                ? TextFault.None
                : TextFault.WrittenCall;
        if (CallMarks.IsCallIn(text) || EmbeddedCalls.IsIn(text, isTool))
            return TextFault.WrittenCall;
        return !mayBeData && BareData.Is(text) ? TextFault.Data : TextFault.None;
    }

    /// <summary>Whether a text has no mark of anything but words.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> text) =>
        !text.ContainsAny(Marks) && !text.Contains(CallMarks.ActionInput, StringComparison.OrdinalIgnoreCase);

    // The words in front of a call, without the fence that the call stands in. Null if they are too long for that.
    private static string? LeadIn(string text, int mark)
    {
        var words = text.AsSpan(0, mark).Trim();
        if (words.LastIndexOf("```") is >= 0 and var fence && !words[fence..].Contains('\n'))
            words = words[..fence].TrimEnd();
        if (CallMarks.IsThought(words))
            return "";
        return words.Length <= LongestLeadIn ? words.ToString() : null;
    }
}
