using Baton.Texts.Answers;

namespace Baton.Tests.Texts.Answers;

/// <summary>Whether a reply leaves the word with the customer, in the languages that Baton knows.</summary>
public sealed class ClosingQuestionTests
{
    public static TheoryData<string> Languages => [.. Replies().Select(reply => reply.Language).Distinct()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_reply_asks_if_the_customer_has_to_answer_before_it_goes_on(string language)
    {
        var wrong = Replies()
            .Where(reply => reply.Language == language && ClosingQuestion.IsIn(reply.Text) != reply.Asks)
            .Select(reply => $"{(reply.Asks ? "asks" : "does not ask")}: {reply.Text}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Judging_a_reply_allocates_nothing()
    {
        var reply = string.Concat(Enumerable.Repeat("Your parcel left the warehouse yesterday and arrives on Monday. ", 20));
        Assert.False(ClosingQuestion.IsIn(reply));

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = ClosingQuestion.IsIn(reply);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("...")]
    [InlineData("> Which one is it?")]
    public void A_reply_without_words_of_its_own_asks_nothing(string reply) => Assert.False(ClosingQuestion.IsIn(reply));

    private static IEnumerable<(string Language, bool Asks, string Text)> Replies() =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "Baton.Tests", "Texts", "Answers", "closing-questions.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => (line[..2], line[3] == '?', line[5..].Replace("\\n", "\n", StringComparison.Ordinal)));
}
