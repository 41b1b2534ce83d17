using System.Text.Json;
using Baton.Texts.Replies;
using CsCheck;

namespace Baton.Tests.Texts;

/// <summary>What a model wrote: words for the customer, thoughts, and tool calls written as text.</summary>
public sealed class ModelTextTests
{
    private const string Nested = """{"order":"A \"1\" {x} [y] `z`","lines":[{"sku":"a","count":2}],"note":"it's <b>"}""";

    /// <summary>The forms of a call, with <c>NAME</c>, <c>ARGS</c> and between two calls.</summary>
    private static readonly (string Form, string Between)[] JsonForms =
    [
        ("""{"name": "NAME", "arguments": ARGS}""", "\n"),
        ("""{"name": "NAME", "parameters": ARGS}""", ";"),
        ("""{"tool": "NAME", "input": ARGS}""", ","),
        ("""{"type": "function", "function": {"name": "NAME", "arguments": ARGS}}""", "\n"),
        ("""[{"name": "NAME", "arguments": ARGS}]""", "\n"),
        ("""{"tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "NAME", "arguments": ARGS}}]}""", "\n"),
        ("```json\n{\"name\": \"NAME\", \"arguments\": ARGS}\n```", "\n"),
        ("```\n{\"action\": \"NAME\", \"action_input\": ARGS}\n```", "\n"),
        ("<tool_call>\n{\"name\": \"NAME\", \"arguments\": ARGS}\n</tool_call>", "\n"),
        ("<tool_call>{\"name\": \"NAME\", \"arguments\": ARGS}", "\n"),
        ("```xml\n<tool_call>{\"name\": \"NAME\", \"arguments\": ARGS}</tool_call>\n```", "\n"),
        ("<tool_call>NAME ARGS</tool_call>", "\n"),
        ("<function_call>{\"name\": \"NAME\", \"arguments\": ARGS}</function_call>", ""),
        ("[TOOL_CALLS] [{\"name\": \"NAME\", \"arguments\": ARGS}]", " "),
        ("[TOOL_CALLS]NAME[ARGS]ARGS", ""),
        ("[TOOL_CALLS]NAME[CALL_ID]abc[ARGS]ARGS", ""),
        ("<|python_tag|>{\"name\": \"NAME\", \"parameters\": ARGS}<|eom_id|>", ";"),
        ("<|python_tag|>NAME.call(ARGS)", ";"),
        ("<|tool_call|>[{\"name\": \"NAME\", \"arguments\": ARGS}]", ""),
        ("<function=NAME>ARGS</function>", "\n"),
        ("<function=NAMEARGS</function>", "\n"),
        ("<function=NAME(ARGS)</function>", "\n"),
        ("NAME(ARGS)", "\n"),
        ("[NAME(ARGS)]", "\n"),
        ("```python\nprint(NAME(ARGS))\n```", "\n"),
        ("```tool_code\nNAME(ARGS)\n```", "\n"),
        ("Action: NAME\nAction Input: ARGS", "\n"),
        ("Thought: I should look.\nAction: `NAME`\nAction Input: ARGS\nThought: done", "\n"),
    ];

    private static readonly (string Call, string Arguments)[] ElementForms =
    [
        (
            "<function=look_up><parameter=order>\nA 1\n</parameter><parameter=all>\ntrue</parameter></function>",
            """{"order":"A 1","all":true}"""
        ),
        ("<tool_call>\n<function=look_up>\n<parameter=order>\n0012\n</parameter>\n</function>\n</tool_call>", """{"order":"0012"}"""),
        ("""<invoke name="look_up"><parameter name="lines">[{"a":"}"}]</parameter></invoke>""", """{"lines":[{"a":"}"}]}"""),
        ("""<function_calls><invoke name="look_up"></invoke></function_calls>""", "{}"),
        ("<function=look_up></function>", "{}"),
        ("look_up()", "{}"),
        (
            "look_up(order='A (1)', count=2, all=True, none=None, of=[1, {'b': \"c)\"}],)",
            """{"order":"A (1)","count":2,"all":true,"none":null,"of":[1,{"b":"c)"}]}"""
        ),
        ("functions.look_up(order=\"1\")", """{"order":"1"}"""),
        ("{'name': 'look_up', 'arguments': {'order': 'it\\'s', 'all': True,},}", """{"order":"it's","all":true}"""),
        ("""{"name": "look_up", "arguments": {"note": "two""" + "\n" + """lines"}""", """{"note":"two\nlines"}"""),
        ("""{"name": "look_up", "arguments": "{\"order\": \"1\"}"}""", """{"order":"1"}"""),
        ("""{"name": "look_up", "arguments": null}""", "{}"),
        ("""{"name": "look_up"}""", "{}"),
        ("""{"tool": "look_up", "order": "A1", "id": 7}""", """{"order":"A1","id":7}"""),
        ("Action: look_up\nAction Input:", "{}"),
        ("Action: look_up\nAction Input: None\nObservation: {\"state\": \"sent\"}\nFinal Answer: It is sent.", "{}"),
        ("<think>I call <tool_call>{}</think>{\"name\":\"look_up\",\"arguments\":{}}<|im_end|>", "{}"),
    ];

    private static readonly string[] Ends = [" ", ", ", ".\n\n", "! ", ": $4.99 ", " – é ü 日本 ", "*", " 'a' ", "\n- "];

    /// <summary>What texts of models are made of.</summary>
    internal static readonly string[] Pieces =
    [
        "<think>",
        "</think>",
        "<|im_end|>",
        "<|im_start|>",
        "<tool_call>",
        "</tool_call>",
        "[TOOL_CALLS]",
        "look_up(",
        "look_up",
        "{",
        "}",
        "\"name\":",
        "\"look_up\"",
        ",\"arguments\":",
        "[",
        "]",
        ")",
        "(",
        "```",
        "```json\n",
        "\n",
        " ",
        "Action: ",
        "Action Input:",
        "words",
        "\\",
        "\ud800",
        "<function=look_up>",
        "</s>",
        "[INST]",
        "{\"name\":\"look_up\",\"arguments\":{}}",
    ];

    /// <summary>Answers that speak of what calls are made of.</summary>
    public static TheoryData<string> Prose =>
        [
            "Your refund(s) reach you by May 3.",
            "You can send us {\"name\": \"Ann\", \"age\": 3} as JSON.",
            "Here is an example:\n```json\n{\"state\": \"sent\", \"items\": [1, 2]}\n```\nSend it to our API.",
            "Call `print(\"hello\")` and read what it writes.",
            "Action: please restart the router.",
            "Action: restart\nThen wait a minute.",
            "[Basic: $10, Pro: $20, Team: $50]",
            "[1] First, open the page. [2] Then click.",
            "[Track your order](https://example.com/track?id=(1))",
            "The log line `<tool_call>` comes from our assistant, and \"[TOOL_CALLS]\" too.",
            "Use <b>bold</b> or <i>italics</i>; a <s>$20</s> price is old.",
            "I <3 this, and 3 < 4 (that is so).",
            "The `<think>` tag and `<|im_end|>` are tokens of models.",
            "Set a = {x} and press [Enter].",
            "look_up is the tool that I use.",
            "Hello (again)!",
        ];

    [Fact]
    public void Every_form_of_a_call_is_read_once_and_twice_with_any_arguments()
    {
        foreach (var (form, between) in JsonForms)
        {
            foreach (var arguments in new[] { "{}", """{"order": "A1"}""", Nested })
            {
                var one = form.Replace("ARGS]ARGS", $"ARGS]{arguments}", StringComparison.Ordinal);
                one = (one == form ? form.Replace("ARGS", arguments, StringComparison.Ordinal) : one).Replace(
                    "NAME",
                    "look_up",
                    StringComparison.Ordinal
                );
                var two = one + between + one.Replace("look_up", "cancel", StringComparison.Ordinal);
                var compact = arguments.Replace("\": ", "\":", StringComparison.Ordinal);

                Assert.Equal(Written("", $"look_up {compact}"), Read(one));
                Assert.Equal(Written("", $"look_up {compact}", $"cancel {compact}"), Read(two));
            }
        }
    }

    [Fact]
    public void Elements_python_and_sloppy_json_are_read_for_what_was_meant()
    {
        foreach (var (call, arguments) in ElementForms)
            Assert.Equal(Written("", $"look_up {arguments}"), Read(call));
    }

    [Theory]
    [InlineData("Sure, let me look that up:\n<tool_call>{\"name\":\"look_up\",\"arguments\":{}}</tool_call>")]
    [InlineData("Sure, let me look that up:\n```\n<function=look_up>{}</function>\n```")]
    [InlineData("Sure, let me look that up:[TOOL_CALLS][{\"name\":\"look_up\",\"arguments\":{}}]")]
    [InlineData("Sure, let me look that up:\nAction: look_up\nAction Input: {}")]
    public void A_short_lead_in_in_front_of_a_mark_stays_as_words(string text) =>
        Assert.Equal(Written("Sure, let me look that up:", "look_up {}"), Read(text));

    [Theory]
    [InlineData("Sure: {\"name\":\"look_up\",\"arguments\":{}}")]
    [InlineData("Sure:\n```json\n{\"tool\": \"look_up\", \"input\": {}}\n```")]
    [InlineData("I will call look_up(order=\"A1\") for you.")]
    [InlineData("{\"name\":\"no_such_tool\",\"arguments\":{}}")]
    [InlineData("no_such_tool(order=1)")]
    [InlineData("Your order ships on Monday.\n<tool_call>{\"name\":\"no_such_tool\",\"arguments\":{}}</tool_call>")]
    [InlineData("<tool_call>{\"name\":\"look_up\",\"arguments\":{\"a\"</tool_call>")]
    [InlineData("<tool_call>{\"name\":\"look_up\",\"arguments\":{}}</tool_call>\nYour order was sent.")]
    [InlineData("<|python_tag|>import os")]
    [InlineData("<invoke name=\"other\"></invoke>")]
    [InlineData("Action: look_up\nAction Input: the order of Ann")]
    public void A_call_that_cannot_be_read_is_a_fault(string text)
    {
        Assert.Empty(ModelText.Read(text, IsOffered)?.Calls ?? []);
        Assert.Equal(TextFault.WrittenCall, ModelText.FaultOf(text, IsOffered));
    }

    [Theory]
    [InlineData("""{"state": "sent", "items": [1, 2]}""")]
    [InlineData("""[{"id": 1}, {"id": 2}]""")]
    [InlineData("```json\n{\"name\": \"Ann\", \"age\": 3}\n```")]
    [InlineData("{'state': 'sent'}")]
    [InlineData("<tool_response>{\"state\": \"sent\"}</tool_response>")]
    public void An_answer_that_is_all_data_is_a_fault_unless_it_may_be_data(string text)
    {
        Assert.Equal(TextFault.Data, ModelText.FaultOf(text, IsOffered));
        Assert.Equal(TextFault.None, ModelText.FaultOf(text, IsOffered, mayBeData: true));
    }

    [Fact]
    public void Data_that_has_a_name_and_arguments_is_a_fault_only_where_answers_are_words()
    {
        const string text = """{"name":"other","arguments":{}}""";

        Assert.Equal(TextFault.WrittenCall, ModelText.FaultOf(text, IsOffered));
        Assert.Equal(TextFault.None, ModelText.FaultOf(text, IsOffered, mayBeData: true));
        Assert.Equal(TextFault.WrittenCall, ModelText.FaultOf("<tool_call>" + text, IsOffered, mayBeData: true));
    }

    [Theory]
    [MemberData(nameof(Prose))]
    public void An_answer_that_speaks_of_marks_is_words(string text)
    {
        Assert.Null(ModelText.Read(text, IsOffered));
        Assert.Equal(TextFault.None, ModelText.FaultOf(text, IsOffered));
    }

    [Theory]
    [InlineData("<think>Let me see.</think>\n\nIt is sent.", "It is sent.")]
    [InlineData("<think>One.</think>It is <think>two <think>three</think></think>sent.", "It is sent.")]
    [InlineData("<THINKING>One.</THINKING>It is sent.", "It is sent.")]
    [InlineData("I should answer.\n</think>\nIt is sent.", "It is sent.")]
    [InlineData("<think>I should answer. It is", "")]
    [InlineData("It is sent.\n<think>Was that right?", "It is sent.")]
    [InlineData("<think></think>", "")]
    [InlineData("It is sent.<|im_end|>", "It is sent.")]
    [InlineData("It says \"yes\"<|im_end|>", "It says \"yes\"")]
    [InlineData("It is sent.<|eot_id|><|end|><|endoftext|></s>", "It is sent.")]
    [InlineData("<s>[INST]It is sent.[/INST]</s>", "It is sent.")]
    [InlineData("<|assistant|>\nIt is sent.", "It is sent.")]
    [InlineData("<｜Assistant｜>It is sent.<｜end▁of▁sentence｜>", "It is sent.")]
    [InlineData("<|im_start|>assistant\nIt is sent.<|im_end|>\n<|im_start|>user\nThank you!", "It is sent.")]
    [InlineData("<|start_header_id|>assistant<|end_header_id|>\n\nIt is sent.", "It is sent.")]
    [InlineData("It is sent.<end_of_turn>\n<start_of_turn>user\nThanks!", "It is sent.")]
    [InlineData("It is sent. [INST] Thanks! [/INST]", "It is sent.")]
    [InlineData("<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>It is sent.", "It is sent.")]
    public void What_a_model_writes_for_itself_is_taken_out(string text, string words) => Assert.Equal(words, Read(text));

    [Theory]
    [InlineData("{\"rows\":[],\"count\":0}\n\nNothing was found.", "Nothing was found.")]
    [InlineData("[{\"invoice\": 7}]\r\nInvoice 7 is paid.", "Invoice 7 is paid.")]
    [InlineData("{\"rows\":[]} is what I got.", "{\"rows\":[]} is what I got.")]
    [InlineData("[card ending 1111]\nis your card.", "[card ending 1111]\nis your card.")]
    [InlineData("{name}\nhello", "{name}\nhello")]
    public void Data_in_lines_in_front_of_words_is_taken_out(string text, string words) =>
        Assert.Equal(words == text ? $"Unread: {text}" : words, Read(text));

    [Fact]
    public void Data_in_front_of_words_stays_where_answers_may_be_data() =>
        Assert.Null(ModelText.Read("{\"rows\":[]}\n\nThat is all.", _ => false, mayBeData: true));

    [Fact]
    public void Words_without_marks_are_unchanged() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 9], Gen.Int[0, Ends.Length - 1], (word, end) => word + Ends[end])
            .List[0, 40]
            .Select(parts => string.Concat(parts))
            .Sample(text => ModelText.Read(text, IsOffered) is null && ModelText.FaultOf(text, IsOffered) == TextFault.None);

    [Fact]
    public void Any_text_is_read_and_its_calls_have_arguments_that_are_json() =>
        Gen.Int[0, Pieces.Length - 1]
            .Select(piece => Pieces[piece])
            .List[0, 20]
            .Select(parts => string.Concat(parts))
            .Sample(text =>
            {
                var read = ModelText.Read(text, IsOffered);
                ModelText.FaultOf(read?.Words ?? text, IsOffered);
                foreach (var call in read?.Calls ?? [])
                    Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(call.Arguments).RootElement.ValueKind);
            });

    [Theory]
    [InlineData("<")]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("`")]
    [InlineData("(")]
    [InlineData("print(")]
    [InlineData("look_up(")]
    [InlineData("<think>")]
    [InlineData("</think>")]
    [InlineData("<tool_call>")]
    [InlineData("<function=look_up>")]
    [InlineData("{\"a\":")]
    [InlineData("{\"name\":\"look_up\",")]
    [InlineData("Action Input:")]
    [InlineData("Action: look_up\n")]
    [InlineData("<|channel|>analysis")]
    [InlineData("<parameter=x>")]
    [InlineData("<s>")]
    [InlineData("{                                                      ")]
    public void A_hostile_text_of_any_length_is_read(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1 + (400_000 / piece.Length)));

        Assert.InRange(ModelText.Read(text, IsOffered)?.Calls.Count ?? 0, 0, 1);
        ModelText.FaultOf(text, IsOffered);
        ModelText.FaultOf("Words. " + text, IsOffered);
    }

    private static bool IsOffered(string name) => name is "look_up" or "cancel";

    private static string Written(string words, params string[] calls) => string.Join('\n', [words, .. calls]);

    private static string Read(string text) =>
        ModelText.Read(text, IsOffered) is { } read
            ? Written(read.Words, [.. read.Calls.Select(call => $"{call.Name} {call.Arguments}")])
            : $"Unread: {text}";
}
