using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Journals;
using Baton.Teams.Arguments;
using Baton.Teams.SharedStates.Schemas;

namespace Baton.Tests.Architecture;

/// <summary>Expressions that come from outside run in linear time, and ids from outside lead to no other file.</summary>
public sealed partial class ExpressionTests
{
    [Fact]
    public void Every_expression_that_is_built_while_running_is_for_the_engine_without_backtracking()
    {
        var built = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .SelectMany(file => Built().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), match.Value)))
            .ToList();

        // One is parsed to see whether it can be read at all, and never matched with.
        Assert.Equal(
            [
                ("LinearPattern.cs", "new Regex(pattern, RegexOptions.CultureInvariant)"),
                ("LinearPattern.cs", "new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)"),
            ],
            built
        );
    }

    [Theory]
    [InlineData("(", ")", 101)]
    [InlineData("(?:", ")*", 101)]
    [InlineData("(", ")", 100_000)]
    [InlineData("a", "b", 5_001)]
    public void A_schema_from_outside_has_no_expression_that_is_too_deep_or_too_long(string open, string close, int times)
    {
        var pattern = string.Concat(Enumerable.Repeat(open, times)) + "x" + string.Concat(Enumerable.Repeat(close, times));
        var schema = $$"""{"type":"object","properties":{"a":{"type":"string","pattern":"{{pattern}}"} } }""";

        Assert.Contains("cannot be read as a pattern", StateSchema.Read(JsonText.Parse(schema)).Problem, StringComparison.Ordinal);
        // The server checks by itself what Baton cannot.
        Assert.Null(new ArgumentSchema(JsonElement.Parse(schema)).Read("find", JsonText.Parse("""{"a":"y"}""")).Misfit);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../c1")]
    [InlineData("..\\c1")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\c1")]
    [InlineData("C:c1")]
    [InlineData("c1/..")]
    [InlineData("c1.")]
    [InlineData("c1 ")]
    [InlineData(" c1")]
    [InlineData("c1\n")]
    [InlineData("c1\0")]
    [InlineData("c1\0.txt")]
    [InlineData("%2e%2e%2fc1")]
    [InlineData("c1%00")]
    [InlineData("CON.txt")]
    [InlineData("c1:stream")]
    [InlineData("~")]
    [InlineData("$HOME")]
    [InlineData("сl")]
    [InlineData("ｃ１")]
    [InlineData("c\u200b1")]
    [InlineData("c\u20441")]
    [InlineData("c1'; drop table entries; --")]
    public void An_id_that_could_be_more_than_a_name_is_none(string id) => Assert.Throws<ArgumentException>(() => new ConversationId(id));

    [Fact]
    public void An_id_is_no_longer_than_a_file_s_name_may_be()
    {
        Assert.Equal(64, new ConversationId(new string('c', 64)).Value.Length);
        Assert.Throws<ArgumentException>(() => new ConversationId(new string('c', 65)));
    }

    [GeneratedRegex(@"new Regex\([^;]*?\)(?=[;,])", RegexOptions.CultureInvariant)]
    private static partial Regex Built();
}
