using Baton.TeamFiles.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baton.TeamFiles.Yaml;

/// <summary>
/// Reads YAML into nodes that know their positions. What a team file has no use for is refused rather than supported: aliases (a few
/// lines of them can stand for gigabytes), tags, several documents and depths that no team has.
/// </summary>
internal static class YamlText
{
    private const int Deepest = 24;

    /// <summary>The file's root, or null when a problem was found that leaves nothing to read.</summary>
    public static YamlNode? Read(string text, ProblemList problems)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                problems.Add(new Position(1, 1), "the file is empty");
                return null;
            }

            parser.Consume<DocumentStart>();
            var root = Node(parser, problems, depth: 1);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                problems.Add(At(second.Start), "a second document begins here: a team file holds one");
            return root;
        }
        catch (YamlException fault)
        {
            if (Tab(text) is { } tab)
                problems.Add(tab, "this is not YAML: a line is indented with a tab, and YAML takes spaces only");
            else
                problems.Add(At(fault.Start), $"this is not YAML: {Reason(fault)}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The parser loses its way in some files, such as one with a brace that nothing closes, and says no more than this.
            var last = parser.Current is { } read ? At(read.End) : new Position(1, 1);
            problems.Add(last, "this is not YAML: what follows cannot be read (look for a bracket or quote that is not closed)");
            return null;
        }
    }

    private static YamlNode Node(Parser parser, ProblemList problems, int depth)
    {
        var start = parser.Consume<ParsingEvent>();
        var at = At(start.Start);
        if (depth > Deepest)
            throw new YamlException(start.Start, start.End, $"more than {Deepest} levels deep, which no team needs");
        if (start is NodeEvent { Anchor.IsEmpty: false })
            problems.Add(at, "anchors (&) are not allowed: write the value out where it is needed");
        if (start is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            problems.Add(at, "tags (!) are not allowed: a team file holds plain data");
        switch (start)
        {
            case Scalar scalar:
                return new YamlScalar(at, scalar.Value, scalar.Style is ScalarStyle.Plain);
            case SequenceStart:
                return List(parser, problems, at, depth);
            case MappingStart:
                return Map(parser, problems, at, depth);
            case AnchorAlias:
                problems.Add(at, "aliases (*) are not allowed: write the value out where it is needed");
                return new YamlRefused(at);
            default:
                throw new YamlException(start.Start, start.End, "expected a value");
        }
    }

    private static YamlList List(Parser parser, ProblemList problems, Position at, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(parser, problems, depth + 1));
        return new YamlList(at, items);
    }

    private static YamlMap Map(Parser parser, ProblemList problems, Position at, int depth)
    {
        var pairs = new List<YamlPair>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, problems, depth + 1);
            var value = Node(parser, problems, depth + 1);
            if (key is YamlScalar { Kind: not YamlKind.Nothing } scalar)
                pairs.Add(new YamlPair(scalar, value));
            else if (key is not YamlRefused)
                problems.Add(key.At, $"a key is one line of text, not {key.What}");
        }

        return new YamlMap(at, pairs);
    }

    /// <summary>The first tab that indents a line: the commonest reason why a file is not YAML, and the parser's words hide it.</summary>
    private static Position? Tab(string text)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var indent = content.IndexOfAnyExcept(' ');
            if (indent >= 0 && content[indent] == '\t')
                return new Position(line, indent + 1);
        }

        return null;
    }

    private static Position At(in Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Reason(YamlException fault)
    {
        var reason = (fault.InnerException?.Message ?? fault.Message).Trim().TrimEnd('.');
        return reason.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(reason[0]) + reason[1..];
    }
}
