using Baton.Texts.Answers;

namespace Baton.Tests.Texts.Answers;

/// <summary>Which deeds a reply claims to be done, and which deeds a tool does.</summary>
public sealed class ClaimedDeedTests
{
    public static TheoryData<string> Languages => [.. Replies().Select(reply => reply.Language).Distinct()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_deed_is_told_from_offers_conditions_denials_and_quotations(string language)
    {
        var wrong = Replies()
            .Where(reply => reply.Language == language && ClaimedDeed.FindIn(reply.Text).FirstOrDefault()?.Kind != reply.Kind)
            .Select(reply => $"{reply.Kind}: {reply.Text} ({ClaimedDeed.FindIn(reply.Text).FirstOrDefault()?.Words})");

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("cancelOrder", DeedKinds.Cancel)]
    [InlineData("cancel_order", DeedKinds.Cancel)]
    [InlineData("issue_refund Gives a customer money back.", DeedKinds.Refund)]
    [InlineData("bestellung_stornieren", DeedKinds.Cancel)]
    [InlineData("退款", DeedKinds.Refund)]
    [InlineData("book_table", DeedKinds.Book)]
    [InlineData("update_address", DeedKinds.Change)]
    [InlineData("create_booking", DeedKinds.Book | DeedKinds.Create)]
    [InlineData("frobnicate", DeedKinds.None)]
    [InlineData("""{"invoice":"A-1","status":"cancelled"}""", DeedKinds.Cancel)]
    public void A_tool_does_what_its_words_say(string words, DeedKinds kinds) => Assert.Equal(kinds, ClaimedDeed.KindsOf(words));

    [Theory]
    [InlineData("Why was my order cancelled?", DeedKinds.Cancel)]
    [InlineData("Please cancel my order.", DeedKinds.None)]
    [InlineData("My card is locked.", DeedKinds.Lock)]
    [InlineData("请取消我的订单", DeedKinds.None)]
    public void A_customer_tells_of_what_was_done(string words, DeedKinds kinds) => Assert.Equal(kinds, ClaimedDeed.KindsToldIn(words));

    [Fact]
    public void Reading_a_reply_without_a_claim_allocates_nothing()
    {
        var reply = string.Concat(Enumerable.Repeat("Your parcel left the warehouse and arrives on Monday. ", 20));
        Assert.Empty(ClaimedDeed.FindIn(reply));

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = ClaimedDeed.FindIn(reply);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IEnumerable<(string Language, DeedKinds? Kind, string Text)> Replies() =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "Baton.Tests", "Texts", "Answers", "claimed-deeds.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 3))
            .Select(part => (part[0], part[1] == "-" ? null : (DeedKinds?)Enum.Parse<DeedKinds>(part[1], ignoreCase: true), part[2]));
}
