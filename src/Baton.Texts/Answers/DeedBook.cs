namespace Baton.Texts.Answers;

/// <summary>The word list of deeds: how each is claimed, and how tools that do it are named.</summary>
internal sealed class DeedBook
{
    /// <summary>The label of a claim about a thing is the number of its kind and this.</summary>
    public const int Passive = 32;

    /// <summary>The label of what makes a claim none, in its clause.</summary>
    public const int Excuse = 64;

    /// <summary>The label of a moment in the past.</summary>
    public const int Past = 65;

    /// <summary>The label of words of others: no claim stands behind them in the sentence.</summary>
    public const int Report = 66;

    /// <summary>The label of what must happen first, before a thing is in its state.</summary>
    public const int Later = 67;

    private static readonly Lazy<DeedBook> BuiltIn = new(Read);

    // "Your order is cancelled" claims a deed. "An order is shipped within a day" does not.
    private static readonly DeedKinds States = DeedKinds.Cancel | DeedKinds.Book | DeedKinds.Lock | DeedKinds.Unlock;

    private readonly Dictionary<DeedKinds, DeedKinds> also = [];
    private readonly List<Phrase> claims = [];
    private readonly List<Phrase> done = [];
    private readonly List<Phrase> roots = [];
    private readonly HashSet<string> breaks = [];

    private DeedBook() { }

    /// <summary>The list that comes with Baton.</summary>
    public static DeedBook Instance => BuiltIn.Value;

    /// <summary>How deeds are claimed.</summary>
    public PhraseBook Claims { get; private set; } = null!;

    /// <summary>Words such as "cancelled", with the numbers of their kinds.</summary>
    public PhraseBook Done { get; private set; } = null!;

    /// <summary>The words of tools, with the numbers of their kinds.</summary>
    public PhraseBook Roots { get; private set; } = null!;

    /// <summary>The kinds of tools that did a deed.</summary>
    public DeedKinds DoersOf(DeedKinds deed) => deed | also.GetValueOrDefault(deed);

    private static DeedBook Read()
    {
        using var stream =
            typeof(DeedBook).Assembly.GetManifestResourceStream("Baton.Deeds.txt")
            ?? throw new InvalidOperationException("The list of deeds is not in the assembly.");
        using var reader = new StreamReader(stream);
        var book = new DeedBook();
        var language = new Language();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (line.StartsWith("language ", StringComparison.Ordinal))
            {
                book.Add(language);
                language = new Language();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            book.Read(line[..colon].Split(' '), line[(colon + 1)..], language);
        }

        book.Add(language);
        book.Claims = new PhraseBook(book.claims, book.breaks);
        book.Done = new PhraseBook(book.done, []);
        book.Roots = new PhraseBook(book.roots, []);
        return book;
    }

    private void Read(string[] head, string rest, Language language)
    {
        switch (head)
        {
            case ["break"]:
                breaks.UnionWith(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                break;
            case ["also", var kind]:
                also[KindOf(kind)] = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Aggregate(DeedKinds.None, (all, more) => all | KindOf(more));
                break;
            case ["roots", var kind]:
                roots.AddRange(rest.Split(" / ").Select(phrase => Phrase.Read(phrase, NumberOf(KindOf(kind)), language.Classes)));
                break;
            case ["class", var name]:
                language.Classes[name] = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                break;
            case ["active" or "passive" or "state" or "excuse" or "past" or "report" or "later"]:
                language.Templates.AddRange(rest.Split(" / ").Select(phrase => (head[0], phrase)));
                break;
            case ["nouns" or "things" or "finite", var kind]:
                language.Words[(KindOf(kind), head[0])] = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                break;
            default:
                language.Words[(KindOf(head[0]), "words")] = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                break;
        }
    }

    // Each template stands for a phrase of each kind that has what it names.
    private void Add(Language language)
    {
        foreach (var (voice, template) in language.Templates)
        {
            if (voice is "excuse" or "past" or "report" or "later")
            {
                var label =
                    voice == "excuse" ? Excuse
                    : voice == "past" ? Past
                    : voice == "report" ? Report
                    : Later;
                claims.Add(Phrase.Read(template, label, language.Classes));
                continue;
            }

            foreach (var kind in Enum.GetValues<DeedKinds>())
            {
                if (
                    kind != DeedKinds.None
                    && (voice != "state" || States.HasFlag(kind))
                    && PhraseOf(template, kind, language) is { } phrase
                )
                    claims.Add(Phrase.Read(phrase, NumberOf(kind) + (voice == "active" ? 0 : Passive), language.Classes));
            }
        }

        foreach (var ((kind, sort), words) in language.Words)
        {
            if (sort == "words")
                done.AddRange(words.Where(IsSpaced).Select(word => Phrase.Read(word, NumberOf(kind), language.Classes)));
        }
    }

    private static string? PhraseOf(string template, DeedKinds kind, Language language)
    {
        var parts = template.Split(' ');
        var hasThings = language.Words.ContainsKey((kind, "things"));
        if (!parts.Contains("%") && parts.Contains("@") != hasThings)
            return null;
        for (var index = 0; index < parts.Length; index++)
        {
            var sort = parts[index] switch
            {
                "$" => "words",
                "@" => "things",
                "%" => "nouns",
                "&" => "finite",
                _ => null,
            };
            if (sort is null)
                continue;
            if (!language.Words.TryGetValue((kind, sort), out var words))
                return null;
            parts[index] = string.Join('|', words);
        }

        return string.Join(' ', parts);
    }

    // In a script without spaces a deed that is done and one that is asked for have the same words.
    private static bool IsSpaced(string word) => !SentenceWords.StandsAlone(word[0]);

    private static DeedKinds KindOf(string name) => Enum.Parse<DeedKinds>(name, ignoreCase: true);

    private static int NumberOf(DeedKinds kind) => int.Log2((int)kind);

    // What the list says of a language.
    private sealed class Language
    {
        public Dictionary<string, string[]> Classes { get; } = [];

        public List<(string Voice, string Template)> Templates { get; } = [];

        public Dictionary<(DeedKinds Kind, string Sort), string[]> Words { get; } = [];
    }
}
