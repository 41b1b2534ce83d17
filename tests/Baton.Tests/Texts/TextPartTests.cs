using System.Text;
using Baton.Tests.Bounds;
using Baton.Texts.Searches;
using CsCheck;

namespace Baton.Tests.Texts;

/// <summary>Parts of texts, which no character is cut in two for.</summary>
public sealed class TextPartTests
{
    private static readonly string[] Whole = [.. TextShapes.Names.Where(name => name != "half surrogates")];

    [Theory]
    [InlineData("abcdef", 3, "abc…")]
    [InlineData("abc", 3, "abc")]
    [InlineData("ab👩‍👩‍👧cd", 5, "ab…")]
    [InlineData("ae\u0301b", 2, "a…")]
    [InlineData("👩‍👩‍👧", 3, "👩\u200d…")]
    public void The_beginning_ends_before_a_character_that_does_not_fit(string text, int length, string expected) =>
        Assert.Equal(expected, TextPart.First(text, length));

    [Fact]
    public void Any_part_of_any_text_is_a_piece_of_it_within_its_length_without_half_characters() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[1, 3_000], Gen.Int[1, 500])
            .Sample(
                (shape, at, length) =>
                {
                    var text = TextShapes.Of(Whole[shape], 3_000);
                    var place = Math.Min(at, text.Length - 1);
                    foreach (var part in new[] { TextPart.First(text, length), TextPart.Around(text, place, length) })
                    {
                        Assert.Contains(part.Trim('…'), text, StringComparison.Ordinal);
                        Assert.True(part.Length <= length + 2);
                        Assert.Equal(part, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part)));
                    }
                }
            );
}
