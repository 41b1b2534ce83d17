using Baton.Providers.Offline;
using CsCheck;

namespace Baton.Tests.Providers.Offline;

public sealed class OfflineTextTests
{
    [Theory]
    [InlineData("I paid $49.99. It should be $29.99!", "I paid $49.99", "It should be $29.99!")]
    [InlineData("Dr. Smith, i.e. me, has 2.5 GB. Why?", "Dr. Smith, i.e. me, has 2.5 GB", "Why?")]
    [InlineData("I also want the Plus plan", "I also want the Plus plan")]
    [InlineData(
        "My bill is wrong, and also the page is down; besides, I am annoyed",
        "My bill is wrong",
        "the page is down",
        "I am annoyed"
    )]
    [InlineData("- one thing\n- another\n\n2) a third", "one thing", "another", "a third")]
    [InlineData("Fish and chips and the bill", "Fish and chips and the bill")]
    public void A_message_is_cut_where_a_request_may_begin(string message, params string[] pieces) =>
        Assert.Equal(pieces, RequestSplitter.Split(message).Select(piece => piece.Text));

    [Theory]
    [InlineData("I paid $1,299.00 and 29,99 € on 3 May", "amount", "1299.00")]
    [InlineData("I paid $1,299.00 and 29,99 € on 3 May", "amount2", "29.99")]
    [InlineData("I paid $1,299.00 and 29,99 € on 3 May", "number", "3")]
    [InlineData("It was 15 dollars", "amount", "15")]
    [InlineData("It was $5.", "amount", "5")]
    [InlineData("It was 49.99, I think", "amount", "49.99")]
    [InlineData("The app, version 1.2.3, crashed on the 2nd", "amount", null)]
    [InlineData("Where is INV-1001?", "identifier", "INV-1001")]
    [InlineData("Order #4711, for me", "identifier", "4711")]
    [InlineData("My code is ABC123.", "identifier", "ABC123")]
    [InlineData("Order 123456 is late", "identifier", "123456")]
    [InlineData("The 2nd mp3 has 5gb", "identifier", null)]
    [InlineData("Write to jo.doe+x@mail.example.com.", "email", "jo.doe+x@mail.example.com")]
    public void Values_are_found_in_a_message_as_a_program_reads_them(string message, string place, string? value) =>
        Assert.Equal(value, new MessageValues(message).Find(place));

    [Fact]
    public void A_text_is_cut_and_cleaned_without_an_exception_whatever_it_holds() =>
        Gen.String.Sample(
            text =>
            {
                Assert.True(RequestSplitter.Split(text).Count <= 16);
                Assert.All(MarkedText.Read(text), stretch => Assert.NotEqual(StretchKind.Briefing, stretch.Kind));
                Assert.NotNull(new MessageValues(text));
            },
            iter: Cases.Of(2_000)
        );

    [Fact]
    public void Blocks_of_the_runtime_are_told_from_the_customers_words()
    {
        var stretches = MarkedText.Read(
            "Hi &lt;b> <baton:note>seen</baton:note> there <baton:briefing from=\"triage\">\nA &lt; B\nYours:\n- #3 Too "
                + "much\nTried:\n- x called y(): ok, entry 3\nNotes:\n- x: look\nOthers:\n- #4 Not mine (x, open)\nLimits:\n- "
                + "Tools at most: y\n</baton:briefing>"
        );

        Assert.Equal(
            [StretchKind.Customer, StretchKind.Note, StretchKind.Customer, StretchKind.Briefing],
            stretches.Select(stretch => stretch.Kind)
        );
        Assert.Equal("Hi <b>", stretches[0].Text);
        Assert.Equal("triage", stretches[3].Attribute("from"));
        var (summary, issues) = BriefedIssue.Read(stretches[3].Text);
        Assert.Equal("A < B", summary);
        Assert.Equal([new BriefedIssue("3", "Too much")], issues);
    }
}
