using System.Text;
using Microsoft.Extensions.Logging;

namespace Baton.Texts.Clearances;

/// <summary>
/// Masks texts for a reader with a given clearance. A value gets the same mask everywhere, and masking a masked text changes nothing.
/// </summary>
public sealed class Masking
{
    /// <summary>Only the kinds that Baton knows, without a team's policy.</summary>
    public static readonly Masking Default = new(new ClearancePolicy());

    // A mask can bring the text around it together. Each round leaves less, and a few rounds suffice for any text that is not constructed
    // for it.
    private const int MostRounds = 8;

    private readonly SensitiveData data;
    private readonly MaskedJson json;

    /// <summary>Masks the kinds that Baton knows and those of a policy.</summary>
    public Masking(ClearancePolicy policy)
    {
        data = new SensitiveData(policy);
        json = new MaskedJson(this, data, new SensitiveFields(policy));
    }

    /// <summary>The text as the reader may see it: the same string if the reader may see all of it.</summary>
    public string Apply(string text, Clearance clearance)
    {
        for (var round = 0; round < MostRounds && data.Find(text, clearance) is { } found; round++)
            text = Replace(text, found);
        return text;
    }

    /// <summary>A mask that the text contains, or null.</summary>
    public string? FindMask(string text) => data.FindMask(text);

    /// <summary>Whether a text begins with a mask.</summary>
    internal bool IsMaskAtStart(ReadOnlySpan<char> text) => data.IsMaskAtStart(text);

    /// <summary>Whether a text that is still being written may begin with a mask.</summary>
    internal bool MayBeginMask(ReadOnlySpan<char> text) => data.MayBeginMask(text);

    /// <summary>
    /// A text for customers, with words in place of its masks ("your card ending in 4242"): the same string if there are none. The words
    /// are English.
    /// </summary>
    public string InWords(string text) => data.InWords(text);

    /// <summary>
    /// The same for a tool's result or arguments: in JSON, values of sensitive fields are masked too, and the result is still JSON.
    /// </summary>
    public string ApplyToResult(string result, Clearance clearance) => json.Apply(result, clearance);

    /// <summary>
    /// The same loggers, with masks in the texts that they are given and in what exceptions say. They take no ownership of the others.
    /// </summary>
    public ILoggerFactory Over(ILoggerFactory loggers) => new MaskedLoggers(loggers, this);

    /// <summary>The text in place of data that a reader with less clearance may not see at all.</summary>
    public static string Withheld(Clearance sensitivity) => MaskText.Withheld(sensitivity);

    internal static string Replace(string text, List<SensitiveStretch> found)
    {
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var stretch in found)
        {
            masked.Append(text, at, stretch.Start - at).Append(stretch.Mask);
            at = stretch.End;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }
}
