using Baton.Cli.Output;

namespace Baton.IntegrationTests.Cli;

/// <summary>What a terminal would obey is shown as an escape, and what is language stays as it is.</summary>
public sealed class SafeTextTests
{
    [Theory]
    [InlineData("\u001b[31mred", @"\x1b[31mred")]
    [InlineData("\u001b[2J\u001b[H", @"\x1b[2J\x1b[H")]
    [InlineData("\u001b]0;title\u0007", @"\x1b]0;title\x07")]
    [InlineData("\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\", @"\x1b]8;;https://evil.example\x1b\here\x1b]8;;\x1b\")]
    [InlineData("\u001b]52;c;cm0gLXJm\u0007", @"\x1b]52;c;cm0gLXJm\x07")]
    [InlineData("\u001bP+q544e\u001b\\", @"\x1bP+q544e\x1b\")]
    [InlineData("\u009b31mred\u009d0;title\u009c", @"\x9b31mred\x9d0;title\x9c")]
    [InlineData("yes\b\b\bno", @"yes\x08\x08\x08no")]
    [InlineData("a\0b\u007fc", @"a\x00b\x7fc")]
    [InlineData("\u202eolleh\u202c", @"\u202eolleh\u202c")]
    [InlineData("\u2066a\u2067b\u2068c\u2069", @"\u2066a\u2067b\u2068c\u2069")]
    [InlineData("a\u200eb\u200fc\u061cd", @"a\u200eb\u200fc\u061cd")]
    [InlineData("a\u206ab\u206fc", @"a\u206ab\u206fc")]
    [InlineData("a\ufff9b\ufffac\ufffbd", @"a\ufff9b\ufffac\ufffbd")]
    [InlineData("a\U000e0041\U000e007fb", @"a\ue0041\ue007fb")]
    [InlineData("approved\r        ", "approved")]
    [InlineData("a\u2028b\u2029c\u0085d\ve", @"a b c d\x0be")]
    public void What_a_terminal_would_obey_is_written_out(string text, string shown) => Assert.Equal(shown, SafeText.OneLine(text));

    [Theory]
    [InlineData("👩\u200d💻 👍🏽 ❤\ufe0f")]
    [InlineData("می\u200cخواهم")]
    [InlineData("क्\u200dष श्री")]
    [InlineData("שלום عليكم")]
    [InlineData("ไทย\u200bไทย")]
    [InlineData("Größe naïve e\u0301")]
    [InlineData("[red]not markup[/]")]
    public void What_is_language_stays(string text) => Assert.Equal(text, SafeText.Lines(text));

    [Fact]
    public void Half_of_a_pair_is_shown_as_unknown() => Assert.Equal("a\ufffdb", SafeText.Lines("a" + '\ud83d' + "b"));
}
