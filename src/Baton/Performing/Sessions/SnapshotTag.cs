using System.Security.Cryptography;
using System.Text;

namespace Baton.Performing.Sessions;

/// <summary>
/// What a snapshot depends on beside its entries: the team, the code that folds them, what the team masks, and how tokens are counted. A
/// snapshot with another tag is thrown away.
/// </summary>
internal sealed class SnapshotTag(Team team, Func<string, int> countTokens)
{
    // Its count tells one way of counting from another.
    private const string Sample = "Baton counts: 1,234.50 € on 2026-11-29, größer, 請求書 INV-2041, обращение №7, af03-99.";

    private readonly Lazy<string> text = new(() =>
    {
        var masks =
            $"{team.Name}\n"
            + string.Join('\n', team.ClearancePolicy.Patterns.Select(pattern => pattern.ToString()))
            + '\n'
            + string.Join('\n', team.ClearancePolicy.Fields.Select(field => field.ToString()));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(masks)));
        return $"{typeof(SnapshotTag).Module.ModuleVersionId:N} {hash} {countTokens(Sample)}";
    });

    public string Text => text.Value;
}
