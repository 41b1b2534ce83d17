using System.Globalization;
using System.Text.RegularExpressions;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>
/// One map of the file while it is read. It reports keys that it does not know, keys that come twice and values of the wrong kind,
/// and answers with null for them, so that reading goes on.
/// </summary>
internal sealed partial class Section
{
    // Ten years: far beyond any conversation, and far from the end of the calendar.
    private const int MostDays = 3650;

    private static readonly string PeriodForm = $"a duration up to {MostDays}d, such as 15m, 12h or 3d";

    private readonly Dictionary<string, YamlPair> pairs = new(StringComparer.Ordinal);
    private readonly ProblemList problems;

    public Section(YamlMap map, IReadOnlyCollection<string> keys, ProblemList problems)
    {
        this.problems = problems;
        At = map.At;
        foreach (var pair in Pairs(map, "key", problems))
        {
            if (keys.Contains(pair.Key.Text))
                pairs.Add(pair.Key.Text, pair);
            else
                problems.Add(pair.Key.At, $"unknown key '{pair.Key.Text}'{Nearest.HintOrAll(pair.Key.Text, keys)}");
        }
    }

    public Position At { get; }

    /// <summary>The pairs of a map, without those that repeat an earlier one.</summary>
    public static IEnumerable<YamlPair> Pairs(YamlMap map, string what, ProblemList problems)
    {
        var first = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var pair in map.Pairs)
        {
            if (first.TryAdd(pair.Key.Text, pair.Key.At))
                yield return pair;
            else
                problems.Add(pair.Key.At, $"the {what} '{pair.Key.Text}' appears twice: the first is in line {first[pair.Key.Text].Line}");
        }
    }

    /// <summary>A section from a value that must be a map.</summary>
    public static Section? Of(YamlNode value, Position at, string subject, IReadOnlyCollection<string> keys, ProblemList problems)
    {
        if (value is YamlMap map)
            return new Section(map, keys, problems);
        Refuse(value, at, subject, "a map of keys and values", problems);
        return null;
    }

    public static void Refuse(YamlNode value, Position at, string subject, string expected, ProblemList problems)
    {
        if (value is YamlRefused)
            return;
        var quote =
            value is YamlScalar { Kind: YamlKind.Number or YamlKind.Truth } && expected.StartsWith("text", StringComparison.Ordinal)
                ? " (quote it to make it text)"
                : "";
        problems.Add(
            value is YamlScalar { Kind: YamlKind.Nothing } ? at : value.At,
            $"{subject} must be {expected}, not {value.What}{quote}"
        );
    }

    /// <summary>How a message names a key.</summary>
    public static string Quote(string key) => $"'{key}'";

    /// <summary>How a message names something in a key's list.</summary>
    public static string ItemOf(string key) => $"an item of '{key}'";

    public bool Has(string key) => pairs.ContainsKey(key);

    public YamlNode? Value(string key) => pairs.GetValueOrDefault(key)?.Value;

    /// <summary>Where the key stands, or the section when it is missing.</summary>
    public Position KeyAt(string key) => pairs.TryGetValue(key, out var pair) ? pair.Key.At : At;

    public void Missing(string key, Position? at = null) => problems.Add(at ?? At, $"the key '{key}' is missing");

    public Word? Text(string key, bool required = false)
    {
        if (!pairs.TryGetValue(key, out var pair))
        {
            if (required)
                Missing(key);
            return null;
        }

        return TextOf(pair.Value, pair.Key.At, Quote(key));
    }

    public Section? Map(string key, IReadOnlyCollection<string> keys) =>
        pairs.TryGetValue(key, out var pair) ? Of(pair.Value, pair.Key.At, Quote(key), keys, problems) : null;

    /// <summary>The items of a list, or none.</summary>
    public IReadOnlyList<YamlNode> List(string key, string of)
    {
        if (!pairs.TryGetValue(key, out var pair))
            return [];
        if (pair.Value is YamlList list)
            return list.Items;
        Refuse(pair.Value, pair.Key.At, Quote(key), $"a list of {of}", problems);
        return [];
    }

    /// <summary>A list of texts, each once.</summary>
    public IReadOnlyList<Word> Texts(string key, string of)
    {
        var (texts, seen) = (new List<Word>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in List(key, of))
        {
            if (TextOf(item, item.At, ItemOf(key)) is not { } text)
                continue;
            if (seen.Add(text.Text))
                texts.Add(text);
            else
                problems.Add(text.At, $"'{text.Text}' appears twice in '{key}'");
        }

        return texts;
    }

    public int? Integer(string key, int most, int least = 1)
    {
        if (!pairs.TryGetValue(key, out var pair))
            return null;
        if (pair.Value is YamlScalar scalar && scalar.TryInteger(out var number) && number >= least && number <= most)
            return number;
        Refuse(pair.Value, pair.Key.At, Quote(key), $"a whole number from {least} to {most}", problems);
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>; false when the key is missing.</summary>
    public bool Flag(string key)
    {
        if (!pairs.TryGetValue(key, out var pair))
            return false;
        if (pair.Value is YamlScalar { Kind: YamlKind.Truth } scalar)
            return scalar.Text.StartsWith("t", StringComparison.OrdinalIgnoreCase);
        Refuse(pair.Value, pair.Key.At, Quote(key), "true or false", problems);
        return false;
    }

    public double? Number(string key, NumberRange range)
    {
        if (!pairs.TryGetValue(key, out var pair))
            return null;
        if (pair.Value is YamlScalar scalar && scalar.TryNumber(out var number) && range.Holds(number))
            return number;
        Refuse(pair.Value, pair.Key.At, Quote(key), range.ToString(), problems);
        return null;
    }

    /// <summary>A number from 0 that must be given, kept as it is written.</summary>
    public decimal? Amount(string key, decimal most)
    {
        if (!pairs.TryGetValue(key, out var pair))
        {
            Missing(key);
            return null;
        }

        if (pair.Value is YamlScalar scalar && scalar.TryDecimal(out var amount) && amount >= 0 && amount <= most)
            return amount;
        Refuse(pair.Value, pair.Key.At, Quote(key), string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {most}"), problems);
        return null;
    }

    /// <summary>How long something may be waited for, such as <c>30s</c>.</summary>
    public TimeSpan? Duration(string key) =>
        Time(key, DurationText(), TimeSpan.FromHours(24), "a duration up to 24h, such as 500ms, 30s or 2m");

    /// <summary>How long work with a customer may go on, such as <c>3d</c>.</summary>
    public TimeSpan? Period(string key) => Time(key, PeriodText(), TimeSpan.FromDays(MostDays), PeriodForm);

    /// <summary>A list of such durations; the same may come twice.</summary>
    public IReadOnlyList<TimeSpan> Periods(string key)
    {
        var periods = new List<TimeSpan>();
        foreach (var item in List(key, "durations"))
        {
            if (TimeOf(item, PeriodText(), TimeSpan.FromDays(MostDays)) is { } period)
                periods.Add(period);
            else
                Refuse(item, item.At, ItemOf(key), PeriodForm, problems);
        }

        return periods;
    }

    /// <summary>One of a few words.</summary>
    public int? OneOf(string key, IReadOnlyList<string> words) => Text(key) is { } word ? PlaceOf(word, key, words) : null;

    /// <summary>A list of some of a few words, each once.</summary>
    public IReadOnlyList<int> SomeOf(string key, IReadOnlyList<string> words) =>
        [.. Texts(key, key).Select(word => PlaceOf(word, $"item of {Quote(key)}", words)).OfType<int>()];

    private int? PlaceOf(Word word, string what, IReadOnlyList<string> words)
    {
        for (var index = 0; index < words.Count; index++)
        {
            if (words[index] == word.Text)
                return index;
        }

        problems.Add(word.At, $"'{word.Text}' is not a valid {what}{Nearest.HintOrAll(word.Text, words)}");
        return null;
    }

    /// <summary>The value when it is text with something in it; otherwise a problem.</summary>
    public Word? TextOf(YamlNode value, Position at, string subject)
    {
        if (value is YamlScalar { Kind: YamlKind.Text } scalar)
        {
            if (!string.IsNullOrWhiteSpace(scalar.Text))
                return new Word(scalar.Text, scalar.At);
            problems.Add(scalar.At, $"{subject} is empty: write something or leave it out");
            return null;
        }

        Refuse(value, at, subject, "text", problems);
        return null;
    }

    private TimeSpan? Time(string key, Regex form, TimeSpan most, string expected)
    {
        if (!pairs.TryGetValue(key, out var pair))
            return null;
        if (TimeOf(pair.Value, form, most) is { } time)
            return time;
        Refuse(pair.Value, pair.Key.At, Quote(key), expected, problems);
        return null;
    }

    private static TimeSpan? TimeOf(YamlNode value, Regex form, TimeSpan most)
    {
        if (value is not YamlScalar { Kind: YamlKind.Text } scalar || form.Match(scalar.Text) is not { Success: true } match)
            return null;
        var count = long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var unit = match.Groups[2].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.FromDays(1),
        };
        return count > 0 && count <= most.Ticks / unit.Ticks ? new TimeSpan(unit.Ticks * count) : null;
    }

    [GeneratedRegex(@"\A([0-9]{1,9})(ms|s|m|h)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DurationText();

    [GeneratedRegex(@"\A([0-9]{1,9})(ms|s|m|h|d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex PeriodText();
}
