using System.Text;

namespace Baton.Tests.Bounds;

/// <summary>Long texts of the shapes that text processing tends to be slow on.</summary>
internal static class TextShapes
{
    private static readonly Dictionary<string, Func<int, string>> Pieces = new(StringComparer.Ordinal)
    {
        ["words"] = at => $"word{at % 97} ",
        ["cjk"] = at => "訂單編號請問發票退款地址電話時間金額"[at % 18].ToString(),
        ["kana"] = at => "ありがとうございますおねがいします"[at % 17].ToString(),
        ["one word"] = _ => "a",
        ["capitals"] = _ => "A",
        ["base64"] = at => "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5"[at % 43].ToString(),
        ["emoji"] = at => at % 2 == 0 ? "👩‍👩‍👧" : "🇩🇪",
        ["combining marks"] = at => at % 1_000 == 0 ? "e" : "\u0301",
        ["right to left"] = at => "متى يصل طلبي رقم "[at % 17].ToString(),
        ["digits"] = at => (at % 10).ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["brackets"] = _ => "[(",
        ["json"] = at => $"{{\"id\":{at},\"a\":[",
        ["newlines"] = _ => "\n",
        ["spaces"] = _ => " x",
        ["markers"] = _ => "<baton:note>",
        ["addresses"] = at => $"a{at}@example.com,",
        ["amounts"] = at => $"${at % 999}.50 on 2026-01-{1 + (at % 28):00} ",
        ["hyphens"] = at => $"A-{at}-",
        ["half surrogates"] = at => at % 3 == 0 ? "\ud83d" : "x",
        ["invisible"] = at => at % 100 == 0 ? "x" : "\u200b",
        ["questions"] = _ => "is it?",
        ["escapes"] = _ => "\"\\\u0001",
    };

    public static IEnumerable<string> Names => Pieces.Keys;

    /// <summary>A text of a shape with about this many bytes.</summary>
    public static string Of(string name, int bytes)
    {
        var text = new StringBuilder();
        var piece = Pieces[name];
        for (var (at, size) = (0, 0); size < bytes; at++)
        {
            var next = piece(at);
            text.Append(next);
            size += Encoding.UTF8.GetByteCount(next);
        }

        return text.ToString();
    }
}
