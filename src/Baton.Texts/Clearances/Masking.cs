using System.Text;

namespace Baton.Texts.Clearances;

/// <summary>
/// Writes texts as a reader with a clearance may see them. A value gets the same mask wherever it stands, and masking what is masked changes
/// nothing.
/// </summary>
public sealed class Masking
{
    /// <summary>With what Baton knows, and nothing of a team's own.</summary>
    public static readonly Masking Default = new(new ClearancePolicy());

    // A mask can bring together what it stood between; each round leaves less, and a few do for any text that is not made for it.
    private const int MostRounds = 8;

    private readonly SensitiveData data;
    private readonly MaskedJson json;

    /// <summary>Masks by what Baton knows and by a policy of one's own.</summary>
    public Masking(ClearancePolicy policy)
    {
        data = new SensitiveData(policy);
        json = new MaskedJson(this, data, new SensitiveFields(policy));
    }

    /// <summary>The text as the reader may see it: the same string when it may see all of it.</summary>
    public string Apply(string text, Clearance clearance)
    {
        for (var round = 0; round < MostRounds && data.Find(text, clearance) is { } found; round++)
            text = Replace(text, found);
        return text;
    }

    /// <summary>A mask that stands in a text, or null.</summary>
    public string? FindMask(string text) => data.FindMask(text);

    /// <summary>The same for a tool's result or arguments: in JSON the values of sensitive fields are masked too, and JSON stays JSON.</summary>
    public string ApplyToResult(string result, Clearance clearance) => json.Apply(result, clearance);

    /// <summary>What stands for data that is withheld as a whole from a reader with less clearance.</summary>
    public static string Withheld(Clearance sensitivity) => MaskText.Withheld(sensitivity);

    private static string Replace(string text, List<SensitiveStretch> found)
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
