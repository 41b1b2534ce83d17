using Baton.Texts.Answers;

namespace Baton.Tests.Texts.Answers;

/// <summary>Which replies announce that somebody else takes over.</summary>
public sealed class AnnouncedTransferTests
{
    public static TheoryData<string> Languages => [.. Replies().Select(reply => reply.Language).Distinct()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_transfer_that_is_announced_is_told_from_offers_and_from_what_is_sent(string language) =>
        Assert.Empty(
            Replies()
                .Where(reply => reply.Language == language && AnnouncedTransfer.IsIn(reply.Text) != reply.Announces)
                .Select(reply => reply.Text)
        );

    private static IEnumerable<(string Language, bool Announces, string Text)> Replies() =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "Baton.Tests", "Texts", "Answers", "announced-transfers.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => (line[..2], line[3] == '+', line[5..]));
}
