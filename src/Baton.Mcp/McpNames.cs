using System.Security.Cryptography;
using System.Text;

namespace Baton.Mcp;

/// <summary>
/// Names of a server's tools that every provider accepts: 1 to 64 letters, digits, '-' and '_'. The same name always becomes the same one.
/// </summary>
internal static class McpNames
{
    private const int Longest = 64;
    private const int MarkDigits = 6;

    /// <summary>The names that models call, by the server's own names.</summary>
    public static Dictionary<string, string> Of(string prefix, IEnumerable<string> names)
    {
        // What two tools would share belongs to the one whose name it is, or to neither: the order of the list shall not matter.
        return names
            .Distinct(StringComparer.Ordinal)
            .GroupBy(name => For(prefix, name), StringComparer.Ordinal)
            .SelectMany(same =>
                same.Select(name => (name, For(prefix, name) == prefix + name || same.Count() == 1 ? same.Key : Marked(prefix + name)))
            )
            .ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.Ordinal);
    }

    /// <summary>The name for one tool, as long as no other tool would have the same.</summary>
    public static string For(string prefix, string name)
    {
        var whole = prefix + name;
        return whole.Length > Longest ? Marked(whole) : Plain(whole);
    }

    // A cut or shared name has a mark of the whole one, so that it stays apart from others.
    private static string Marked(string name)
    {
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..MarkDigits];
        var plain = Plain(name);
        return $"{plain[..Math.Min(plain.Length, Longest - MarkDigits - 1)]}_{mark}";
    }

    private static string Plain(string name) =>
        string.Create(
            name.Length,
            name,
            static (plain, name) =>
            {
                for (var i = 0; i < name.Length; i++)
                    plain[i] = char.IsAsciiLetterOrDigit(name[i]) || name[i] is '-' or '_' ? name[i] : '_';
            }
        );
}
