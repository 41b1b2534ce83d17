using System.Text;
using Baton.Tokenizers;
using Microsoft.ML.Tokenizers;

namespace Baton.Tests.Texts.Tokens;

/// <summary>A count is exact where there are words, and takes time in proportion to the text where there are none.</summary>
public sealed class O200kTokensTests
{
    private static readonly Tokenizer Whole = TiktokenTokenizer.CreateForEncoding("o200k_base");

    [Fact]
    public void Text_with_words_is_counted_exactly_however_long_it_is()
    {
        var text = new StringBuilder();
        for (var line = 0; line < 400; line++)
            text.Append(line)
                .Append(". I was charged $49.90 twice for order ")
                .Append(line * 7919)
                .Append(", wirklich schade; пожалуйста!\n");

        Assert.Equal(Whole.CountTokens(text.ToString()), O200kTokens.Count(text.ToString()));
    }

    public static TheoryData<string> Runs => ["a", "的", "ab", "😀", "-", " ", "\n", "1", "é", "ABc", "\u0301", "=+", "หนึ่ง"];

    // A run of 400,000 characters took minutes when its time grew by the square.
    [Theory]
    [MemberData(nameof(Runs))]
    public void A_run_without_words_is_counted_in_pieces(string part)
    {
        var few = string.Concat(Enumerable.Repeat(part, 4_000 / part.Length));
        var many = string.Concat(Enumerable.Repeat(part, 400_000 / part.Length));

        var (least, cuts) = (Whole.CountTokens(few), (few.Length / 512) + 1);
        Assert.InRange(O200kTokens.Count(few), least, least + (2 * cuts));
        Assert.InRange(O200kTokens.Count(many), 1, many.Length * 3);
    }
}
