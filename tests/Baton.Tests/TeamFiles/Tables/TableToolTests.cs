using System.Text.Json;
using Baton.TeamFiles.Tables;
using Microsoft.Extensions.AI;

namespace Baton.Tests.TeamFiles.Tables;

public sealed class TableToolTests : IDisposable
{
    private const string Charges = """
        invoice,amount,plan,note
        INV-1,49.99,Team,first
        INV-2,29.99,Basic,second
        INV-3,49.99,Basic,third
        INV-4,"1,200.00",Business,fourth
        INV-5,€49.99,Basic,fifth
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-table-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("29.99")]
    [InlineData("$29.99")]
    [InlineData("29.990")]
    [InlineData(" 29.99 USD ")]
    [InlineData("USD 29.99")]
    [InlineData("29,99")]
    [InlineData("29,99 $")]
    [InlineData("２９．９９")]
    [InlineData("٢٩٫٩٩")]
    [InlineData("२९.९९")]
    [InlineData(29.99)]
    public async Task Amounts_match_however_they_are_written(object amount) =>
        Assert.Equal(["INV-2"], await Invoices(Charges, ("amount", amount)));

    [Theory]
    [InlineData("1200")]
    [InlineData("$1,200")]
    [InlineData("1.200,00")]
    [InlineData("1 200,00")]
    [InlineData("1\u202F200,00")]
    [InlineData("1'200.00")]
    [InlineData("1’200")]
    [InlineData("1.200")]
    [InlineData("1.200,-")]
    [InlineData("١٬٢٠٠")]
    [InlineData("1200 dollars")]
    public async Task Thousands_may_be_set_apart(string amount) => Assert.Equal(["INV-4"], await Invoices(Charges, ("amount", amount)));

    [Fact]
    public async Task Amounts_of_two_currencies_are_not_the_same() =>
        Assert.Equal(["INV-1", "INV-3"], await Invoices(Charges, ("amount", "$49.99")));

    [Theory]
    [InlineData("team")]
    [InlineData(" TEAM ")]
    public async Task Text_matches_without_regard_to_case(string plan) => Assert.Equal(["INV-1"], await Invoices(Charges, ("plan", plan)));

    [Fact]
    public async Task A_row_must_match_all_that_is_given() =>
        Assert.Equal(["INV-3"], await Invoices(Charges, ("amount", "49.99"), ("plan", "basic"), ("invoice", "INV-3")));

    [Fact]
    public async Task Nothing_found_is_an_answer_too() =>
        Assert.Equal(
            """{"rows":[],"count":0,"searched":"amount = 3; plan = Pro"}""",
            (await Call(Table("charges.csv", Charges), ("amount", "3"), ("plan", "Pro"))).GetRawText()
        );

    [Fact]
    public async Task An_argument_that_is_null_or_blank_counts_as_not_given()
    {
        Assert.Equal(["INV-1"], await Invoices(Charges, ("plan", "Team"), ("amount", null), ("invoice", " ")));

        var refusal = await Assert.ThrowsAsync<ToolException>(() => Call(Table("charges.csv", Charges), ("amount", null)));
        Assert.Equal("Give at least one of amount, plan, invoice.", refusal.Message);
    }

    [Fact]
    public async Task An_argument_that_is_no_column_to_match_is_left_out_and_told()
    {
        var answer = await Call(Table("charges.csv", Charges), ("Plan", "Team"), ("note", "second"));
        var refusal = await Assert.ThrowsAsync<ToolException>(() => Call(Table("charges.csv", Charges), ("note", "first")));

        Assert.Equal(1, answer.GetProperty("count").GetInt32());
        Assert.Equal("note, which is no column to search", answer.GetProperty("left_out").GetString());
        Assert.Equal("Give at least one of amount, plan, invoice.", refusal.Message);
    }

    [Theory]
    [InlineData("N/A")]
    [InlineData("none")]
    [InlineData("null")]
    [InlineData("-")]
    public async Task What_says_that_the_model_does_not_know_is_left_out_unless_the_table_has_it(string unknown)
    {
        Assert.Equal(["INV-1"], await Invoices(Charges, ("plan", "Team"), ("amount", unknown)));
        Assert.Equal(["INV-6"], await Invoices($"invoice,amount,plan\nINV-6,5,{unknown}\nINV-7,5,Basic\n", ("plan", unknown)));
    }

    [Fact]
    public async Task An_argument_that_is_not_one_value_is_refused()
    {
        using var list = JsonDocument.Parse("[1]");

        var refusal = await Assert.ThrowsAsync<ToolException>(() => Call(Table("charges.csv", Charges), ("amount", list.RootElement)));

        Assert.Equal("The argument 'amount' must be one text or number.", refusal.Message);
    }

    [Fact]
    public async Task An_answer_is_bounded_and_says_that_there_is_more()
    {
        var rows = "invoice,amount,plan\n" + string.Concat(Enumerable.Range(1, 23).Select(number => $"INV-{number},5,Basic\n"));

        var answer = await Call(Table("rows.csv", rows), ("plan", "Basic"));

        Assert.Equal(20, answer.GetProperty("rows").GetArrayLength());
        Assert.Equal(23, answer.GetProperty("count").GetInt32());
        Assert.Equal("3 more rows match but are not shown: give more arguments.", answer.GetProperty("more").GetString());
    }

    [Fact]
    public async Task Only_the_columns_to_return_are_shown()
    {
        var function = new TableFunction("find", null, Read("charges.csv", Charges), [new("amount", null)], ["plan", "invoice"]);

        var answer = await Call(function, ("amount", 29.99));

        Assert.Equal("""{"rows":[{"plan":"Basic","invoice":"INV-2"}],"count":1}""", answer.GetRawText());
    }

    [Fact]
    public void The_schema_tells_a_model_what_to_give()
    {
        var function = new TableFunction(
            "find",
            "Finds charges.",
            Read("rows.csv", "invoice,amount\nINV-1,5\n"),
            [new("invoice", "Such as INV-1."), new("amount", null)],
            []
        );

        Assert.Equal(
            "Finds charges. Returns the matching rows with invoice, amount; no rows when nothing matches. Give at least one argument.",
            function.Description
        );
        Assert.Equal(
            """{"type":"object","properties":{"invoice":{"type":"string","description":"Such as INV-1."},"amount":"""
                + """{"type":"string","description":"Find rows with this amount: a number, such as 12.50."}}"""
                + ""","additionalProperties":false}""",
            function.JsonSchema.GetRawText()
        );
    }

    [Fact]
    public async Task CSV_may_have_a_byte_order_mark_quotes_and_lines_inside_values()
    {
        var csv = "\uFEFFinvoice,amount,plan,note\r\nINV-1, 5 ,\"Basic\",\"He said \"\"no\"\",\r\ntwice\"\r\n\r\nINV-2,6,Team,\r\n";

        var first = Assert.Single((await Call(Table("rows.csv", csv), ("amount", "5"))).GetProperty("rows").EnumerateArray().ToList());
        var second = Assert.Single((await Call(Table("rows.csv", csv), ("amount", "6"))).GetProperty("rows").EnumerateArray().ToList());

        Assert.Equal("He said \"no\",\r\ntwice", first.GetProperty("note").GetString());
        Assert.Equal("5", first.GetProperty("amount").GetString());
        Assert.False(second.TryGetProperty("note", out _));
    }

    [Fact]
    public async Task JSON_values_keep_their_kind()
    {
        const string json = """[{"invoice": "INV-1", "amount": 49.90, "paid": true, "items": [1], "plan": null}, {"amount": 3}]""";

        var answer = await Call(Table("rows.json", json), ("amount", "49.9"));

        Assert.Equal("""{"rows":[{"invoice":"INV-1","amount":49.90,"paid":true,"items":[1]}],"count":1}""", answer.GetRawText());
    }

    [Theory]
    [InlineData("a.csv", "", "the file is empty: its first line names the columns")]
    [InlineData(
        "a.csv",
        "a,b\n1,2\n3\n4,5\n6,7,8\n",
        "line 3: the number of values differs from the header's 2 columns\nline 5: the number of values differs from the header's 2 columns"
    )]
    [InlineData(
        "a.csv",
        "a,b\n\"1\n2\",3\nx\"y,4\n",
        "line 4: a quote inside a value that is not quoted: put the value in quotes and double the quotes inside"
    )]
    [InlineData("a.csv", "a,b\n1,\"2\n", "line 2: a quote is never closed")]
    [InlineData("a.csv", "a,a\n1,2\n", "line 1: the column 'a' appears twice")]
    [InlineData("a.csv", "a,\n1,2\n", "line 1: a column has no name")]
    [InlineData("a.json", "{}", "line 1: a JSON table must be an array of objects")]
    [InlineData(
        "a.json",
        "[{\"a\": 1},\n\n3,\n\"x\", []]",
        "line 3: a row must be an object, not a number\nline 4: a row must be an object, not text\nline 4: a row must be an object, not "
            + "an array"
    )]
    [InlineData("a.json", "[{\"a\": 1},\n{\"a\": }]", "line 2: this is not JSON")]
    [InlineData("a.json", "[{\"a\": 1}", "line 1: this is not JSON")]
    [InlineData("a.json", "[] x", "line 1: this is not JSON")]
    [InlineData("a.json", "", "line 1: this is not JSON")]
    [InlineData("a.json", "[{\"a\": 1, \"a\": 2}]", "line 1: 'a' appears twice in one row")]
    public void A_bad_row_is_a_problem_with_its_line(string name, string content, string problems) =>
        Assert.Equal(problems, Assert.Throws<TableException>(() => Read(name, content)).Message);

    [Fact]
    public void A_file_that_is_not_UTF_8_is_refused()
    {
        var path = Path.Combine(folder.FullName, "a.csv");
        File.WriteAllBytes(path, [0x61, 0x0A, 0xE4]);

        Assert.Equal("the file is not UTF-8 text", Assert.Throws<TableException>(() => TableFile.Read(path)).Message);
    }

    private async Task<IEnumerable<string?>> Invoices(string csv, params (string, object?)[] arguments)
    {
        var answer = await Call(Table("charges.csv", csv), arguments);
        return answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("invoice").GetString());
    }

    private static async Task<JsonElement> Call(TableFunction function, params (string Name, object? Value)[] arguments)
    {
        var result = await function.InvokeAsync(
            new AIFunctionArguments(arguments.ToDictionary(pair => pair.Name, pair => pair.Value)),
            TestContext.Current.CancellationToken
        );
        return Assert.IsType<JsonElement>(result);
    }

    private TableFunction Table(string name, string content) =>
        new("find", null, Read(name, content), [new("amount", null), new("plan", null), new("invoice", null)], []);

    private Table Read(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return TableFile.Read(path);
    }
}
