using System.Text;
using System.Text.Json;
using Baton.Texts.Searches;

namespace Baton.Teams.Arguments;

/// <summary>
/// Finds names that one reader takes for two arguments and another for one: doubled ones, and those that differ by case or form only. A
/// bound looks at one of them, and a tool may take the other.
/// </summary>
internal static class ArgumentTwins
{
    /// <summary>What is given more than once, in a sentence for the model; null if nothing is.</summary>
    /// <param name="shape">The tool's arguments. Names that it declares apart are no twins.</param>
    /// <param name="given">What the model sent: an object.</param>
    public static string? Problem(ArgumentShape shape, JsonElement given) => InObject(shape, given, isTop: true);

    /// <summary>Whether two names are the same but for case, Unicode form, and what is neither letter nor digit.</summary>
    public static bool Are(string one, string other) => Folded(one) == Folded(other);

    private static string? In(ArgumentShape? shape, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => InObject(shape, value, isTop: false),
            JsonValueKind.Array => value
                .EnumerateArray()
                .Select(item => In(shape?.ItemsOf(), item))
                .FirstOrDefault(problem => problem is not null),
            _ => null,
        };

    private static string? InObject(ArgumentShape? shape, JsonElement given, bool isTop)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        // A bound may look at an argument that an open schema does not name. Within free data, "C" and "C#" are two keys.
        var isAnyNameJudged = isTop && !shape!.IsListed && !shape.IsClosed;
        foreach (var member in given.EnumerateObject())
        {
            if (!names.Add(member.Name))
                return $"{member.Name} is given twice; give it once.";
            var fold = Folded(member.Name);
            if (!folded.TryAdd(fold, member.Name) && TwinOf(folded[fold], member.Name, shape, isAnyNameJudged) is { } problem)
                return problem;
            if (In(shape?.MemberOf(member.Name), member.Value) is { } within)
                return within;
        }

        return null;
    }

    private static string? TwinOf(string first, string second, ArgumentShape? shape, bool isAnyNameJudged)
    {
        var (isFirstDeclared, isSecondDeclared) = (shape?.MemberOf(first) is not null, shape?.MemberOf(second) is not null);
        if (isFirstDeclared && isSecondDeclared)
            return null;
        var name =
            isFirstDeclared ? first
            : isSecondDeclared ? second
            : shape?.Declared().FirstOrDefault(declared => Are(declared, first)) ?? (isAnyNameJudged ? first : null);
        return name is null ? null : $"{first} and {second} are the same argument; give only {name}, once.";
    }

    // Letters and digits, so that dashes, spaces and marks that nobody sees make no other name.
    private static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        // Both ways of case, because some letters have one capital and two small forms.
        foreach (var letter in PlainText.Fold(name))
        {
            if (char.IsLetterOrDigit(letter))
                folded.Append(char.ToLowerInvariant(char.ToUpperInvariant(letter)));
        }

        return folded.Length > 0 ? folded.ToString() : name;
    }
}
