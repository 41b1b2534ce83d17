using System.Text;

namespace Baton.Texts.Replies;

/// <summary>Reads a text that is made of calls and nothing else, in any of the formats that models write.</summary>
internal ref struct CallParser(string text, Func<string, bool> isOffered)
{
    // One more than are made of one reply, so that the model is told.
    private const int Most = 65;

    private readonly Func<string, bool> isOffered = isOffered;
    private readonly string text = text;
    private int at;

    /// <summary>The calls, in their order.</summary>
    public List<WrittenCall> Found { get; } = [];

    /// <summary>Whether a mark of a model's own format stands around them.</summary>
    public bool IsMarked { get; private set; }

    private readonly ReadOnlySpan<char> Rest => text.AsSpan(at);

    /// <summary>
    /// Whether one of the calls is of a tool that is offered. The model learns of a wrong name beside it as with calls that it makes
    /// properly.
    /// </summary>
    public readonly bool IsAnyOffered
    {
        get
        {
            foreach (var call in Found)
            {
                if (isOffered(call.Name))
                    return true;
            }

            return false;
        }
    }

    /// <summary>Reads the calls from a place on. False if anything else is there.</summary>
    public bool ReadAll(int from)
    {
        at = from;
        while (true)
        {
            SkipSpace();
            if (at >= text.Length)
                break;
            if (!TrySkipMark() && !TryReadCall())
                return false;
            if (TrySkipObservation() || Found.Count > Most)
                break;
        }

        DropRepeated();

        return Found.Count > 0;
    }

    // A model that is caught in a loop writes one call again and again.
    private readonly void DropRepeated()
    {
        if (Found.Count < 2)
            return;
        var seen = new HashSet<WrittenCall>();
        Found.RemoveAll(call => !seen.Add(call));
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private bool TrySkip(string expected)
    {
        if (!Rest.StartsWith(expected, StringComparison.OrdinalIgnoreCase))
            return false;
        at += expected.Length;
        return true;
    }

    private bool TrySkipMark()
    {
        if (text[at] is '<' or '[' && CallMarks.LengthAt(text, at) is > 0 and var length)
        {
            at += length;
            IsMarked = true;
            return true;
        }

        if (TrySkip("```"))
        {
            var name = LooseReader.NameAt(text, at);
            if (name is "json" or "python" or "py" or "xml" or "tool_code" or "tool_call" or "tool_calls" or "javascript" or "text")
                at += name.Length;
            return true;
        }

        if (text[at] is not (',' or ';') || Found.Count == 0)
            return false;
        at++;
        return true;
    }

    private bool TryReadCall() =>
        text[at] switch
        {
            '{' => TryReadJson(),
            '[' => TryReadJson() || TryReadPythonList(),
            '<' => TryReadElement(),
            _ => TryReadAction() || TryReadPython() || TryReadNamedJson(),
        };

    private bool TryReadJson()
    {
        var json = new StringBuilder();
        var reader = new LooseReader(text, at);
        if (!reader.TryRead(json) || !NamedCalls.Add(json.ToString(), Found, isOffered))
            return false;
        at = reader.At;
        return true;
    }

    private bool TryReadPythonList()
    {
        var from = at;
        at++;
        do
        {
            SkipSpace();
            if (!TryReadPython())
                return Failed(from);
            SkipSpace();
        } while (at < text.Length && text[at] == ',' && ++at > 0);
        if (at < text.Length && text[at] != ']')
            return Failed(from);
        at = Math.Min(text.Length, at + 1);
        return true;
    }

    private bool Failed(int from)
    {
        at = from;
        return false;
    }

    // name(key=value, …), name({…}), print(name(…))
    private bool TryReadPython(bool isPrinted = false)
    {
        var from = at;
        var name = LooseReader.NameAt(text, at);
        at += name.Length;
        if (name.IsEmpty || at >= text.Length || text[at] != '(')
            return Failed(from);
        at++;
        if (name is "print" && !isPrinted)
        {
            SkipSpace();
            var inner = TryReadPython(isPrinted: true);
            SkipSpace();
            return (inner && TrySkip(")")) || Failed(from);
        }

        var json = new StringBuilder();
        if (!TryReadArguments(json))
            return Failed(from);
        Found.Add(new WrittenCall(Plain(name), json.ToString()));
        return true;
    }

    private bool TryReadArguments(StringBuilder json)
    {
        var reader = new LooseReader(text, at);
        reader.SkipSpace();
        if (reader.At < text.Length && text[reader.At] == '{')
        {
            if (!reader.TryRead(json) || !reader.TrySkip(')'))
                return false;
            at = reader.At;
            return true;
        }

        json.Append('{');
        while (!reader.TrySkip(')'))
        {
            if (json.Length > 1)
            {
                if (!reader.TrySkip(','))
                    return false;
                if (reader.TrySkip(')'))
                    break;
                json.Append(',');
            }

            reader.SkipSpace();
            var key = LooseReader.NameAt(text, reader.At);
            if (key.IsEmpty)
                return false;
            LooseReader.AppendString(json, key.ToString());
            reader = new LooseReader(text, reader.At + key.Length);
            if (!reader.TrySkip('='))
                return false;
            json.Append(':');
            if (!reader.TryRead(json))
                return false;
        }

        json.Append('}');
        at = reader.At;
        return true;
    }

    // Some formats write "tool.call(…)" or put the name of their own list of tools in front.
    private readonly string Plain(ReadOnlySpan<char> name)
    {
        var whole = name.ToString();
        if (isOffered(whole))
            return whole;
        if (name.EndsWith(".call"))
            return name[..^".call".Length].ToString();
        var last = name[(name.LastIndexOf('.') + 1)..].ToString();
        return isOffered(last) ? last : whole;
    }

    // name{…}, name[ARGS]{…}: only behind a mark, since a sentence may have a name and a bracket too.
    private bool TryReadNamedJson()
    {
        if (!IsMarked)
            return false;
        var from = at;
        var name = LooseReader.NameAt(text, at);
        at += name.Length;
        if (TrySkip("[CALL_ID]"))
            at += LooseReader.NameAt(text, at).Length;
        TrySkip("[ARGS]");
        SkipSpace();
        return (!name.IsEmpty && TryReadObject(Plain(name))) || Failed(from);
    }

    private bool TryReadObject(string name)
    {
        var json = new StringBuilder();
        var reader = new LooseReader(text, at);
        if (at >= text.Length || text[at] != '{' || !reader.TryRead(json))
            return false;
        Found.Add(new WrittenCall(name, json.ToString()));
        at = reader.At;
        return true;
    }

    // <function=name>…</function>, <invoke name="name">…</invoke>
    private bool TryReadElement()
    {
        var from = at;
        string? close = null;
        if (TrySkip("<function=") || TrySkip("<function name="))
            close = "</function>";
        else if (TrySkip("<invoke name="))
            close = "</invoke>";
        if (close is null)
            return false;
        var name = QuotedName();
        if (name.IsEmpty)
            return Failed(from);
        var plain = Plain(name);
        TrySkip(">");
        SkipSpace();
        if (TrySkip("("))
            SkipSpace();
        if (!TryReadObject(plain) && !TryReadParameters(plain))
            return Failed(from);
        SkipSpace();
        if (TrySkip(")"))
            SkipSpace();
        IsMarked = true;
        return TrySkip(close) || at >= text.Length || text[at] == '<' || Failed(from);
    }

    private ReadOnlySpan<char> QuotedName()
    {
        var isQuoted = text.Length > at && text[at] is '"' or '\'';
        if (isQuoted)
            at++;
        var name = LooseReader.NameAt(text, at);
        at += name.Length;
        if (isQuoted && at < text.Length && text[at] is '"' or '\'')
            at++;
        return name;
    }

    private bool TryReadParameters(string tool)
    {
        var json = new StringBuilder("{");
        while (TrySkip("<parameter=") || TrySkip("<parameter name="))
        {
            var key = QuotedName();
            if (key.IsEmpty || !TrySkip(">"))
                return false;
            var end = Rest.IndexOf("</parameter>", StringComparison.OrdinalIgnoreCase);
            if (end < 0)
                return false;
            if (json.Length > 1)
                json.Append(',');
            LooseReader.AppendString(json, key.ToString());
            json.Append(':');
            AppendValue(json, Rest[..end].Trim());
            at += end + "</parameter>".Length;
            SkipSpace();
        }

        Found.Add(new WrittenCall(tool, json.Append('}').ToString()));
        return true;
    }

    // A parameter in an element has no type. A number may be an order's id, so it stays text, which a tool reads as a number if it wants
    // one.
    private static void AppendValue(StringBuilder json, ReadOnlySpan<char> value)
    {
        var from = json.Length;
        var reader = new LooseReader(value, 0);
        if (!value.IsEmpty && !char.IsAsciiDigit(value[0]) && value[0] != '-' && reader.TryRead(json) && reader.At == value.Length)
            return;
        json.Length = from;
        LooseReader.AppendString(json, value.ToString());
    }

    private bool TryReadAction()
    {
        var from = at;
        if (TrySkip(CallMarks.Thought))
        {
            var action = NextAction();
            if (action < 0)
                return Failed(from);
            at += action + 1;
        }

        if (!TrySkip(CallMarks.Action))
            return Failed(from);
        var end = Rest.IndexOf('\n');
        var name = end < 0 ? [] : Rest[..end].Trim(" \t\r`*[]\"'");
        if (!NamedCalls.IsName(name))
            return Failed(from);
        at += end;
        SkipSpace();
        if (!TrySkip(CallMarks.ActionInput))
            return Failed(from);
        IsMarked = true;
        SkipSpace();
        if (TrySkip("```json") || TrySkip("```"))
            SkipSpace();
        var plain = Plain(name);
        if (TryReadObject(plain))
            return true;
        if (at < text.Length && !TrySkip("None") && !TrySkip("null") && !Rest.StartsWith("Observation:"))
            return Failed(from);
        Found.Add(new WrittenCall(plain, "{}"));
        return true;
    }

    private readonly int NextAction() => Rest.IndexOf("\n" + CallMarks.Action, StringComparison.OrdinalIgnoreCase);

    // What a model makes up behind its call is not the tool's result, and an answer built on it is none.
    private bool TrySkipObservation()
    {
        if (Found.Count == 0)
            return false;
        SkipSpace();
        return Rest.StartsWith("Observation:", StringComparison.OrdinalIgnoreCase)
            || Rest.StartsWith("Final Answer:", StringComparison.OrdinalIgnoreCase)
            || (Rest.StartsWith(CallMarks.Thought, StringComparison.OrdinalIgnoreCase) && NextAction() < 0);
    }
}
