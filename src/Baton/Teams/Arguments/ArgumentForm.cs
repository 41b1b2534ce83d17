using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Teams.Arguments;

/// <summary>
/// Writes arguments as a model should send them. Where a value is not known it stands in angle brackets: nothing is made up.
/// </summary>
internal static class ArgumentForm
{
    /// <summary>What stands for a text of any kind.</summary>
    public const string AnyText = "<text>";

    private const int Deepest = 4;
    private const int LongestValue = 80;
    private const int MostWords = 8;

    /// <summary>The arguments that are given and right, and all that are required.</summary>
    /// <param name="shape">The tool's arguments.</param>
    /// <param name="given">What the model sent.</param>
    /// <param name="isRight">Whether the value of an argument is right.</param>
    public static string Of(ArgumentShape shape, JsonElement given, Func<string, JsonElement, bool> isRight)
    {
        var form = new StringBuilder("{");
        foreach (var (name, member) in shape.Members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            var value = default(JsonElement);
            var isGiven = given.ValueKind == JsonValueKind.Object && given.TryGetProperty(name, out value);
            if (!isGiven && !shape.Required.Contains(name))
                continue;
            form.Append(form.Length > 1 ? ", " : "").Append(Quoted(name)).Append(": ");
            if (isGiven && value.GetRawText().Length <= LongestValue && isRight(name, value))
                form.Append(value.GetRawText());
            else
                Add(form, member, 0);
        }

        return form.Append('}').ToString();
    }

    /// <summary>What stands for a text in the form, without its quotes.</summary>
    public static string Placeholder(ArgumentShape shape) =>
        shape.Words.Count > 0
            ? $"<{string.Join(" or ", shape.Words.Take(MostWords))}{(shape.Words.Count > MostWords ? " or another" : "")}>"
            : shape.Format switch
            {
                "date" => "<YYYY-MM-DD>",
                "date-time" => "<YYYY-MM-DDThh:mm:ss>",
                "uuid" => "<id>",
                _ => AnyText,
            };

    private static void Add(StringBuilder form, ArgumentShape shape, int depth)
    {
        if ((shape.Example ?? shape.Default) is { } known && known.GetRawText() is { Length: <= LongestValue } text)
            form.Append(text);
        else if (shape.Forms.Count > 0)
            Add(form, shape.Forms.FirstOrDefault(form => !form.Allows("null")) ?? shape.Forms[0], depth + 1);
        else if (depth > Deepest || shape.Types.Count == 0)
            form.Append("<value>");
        else if (shape.Allows("string"))
            form.Append(Quoted(Placeholder(shape)));
        else if (shape.Allows("number"))
            form.Append("<number>");
        else if (shape.Allows("integer"))
            form.Append("<whole number>");
        else if (shape.Allows("boolean"))
            form.Append("<true or false>");
        else if (shape.Allows("array"))
            AddList(form, shape, depth);
        else
            AddObject(form, shape, depth);
    }

    private static void AddList(StringBuilder form, ArgumentShape shape, int depth)
    {
        form.Append('[');
        if (shape.Items is { } items)
            Add(form, items, depth + 1);
        form.Append(']');
    }

    private static void AddObject(StringBuilder form, ArgumentShape shape, int depth)
    {
        form.Append('{');
        var isFirst = true;
        foreach (var name in shape.Required)
        {
            form.Append(isFirst ? "" : ", ").Append(Quoted(name)).Append(": ");
            if (shape.Members.TryGetValue(name, out var member))
                Add(form, member, depth + 1);
            else
                form.Append("<value>");
            isFirst = false;
        }

        form.Append('}');
    }

    private static string Quoted(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
}
