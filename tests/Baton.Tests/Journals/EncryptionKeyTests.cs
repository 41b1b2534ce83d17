using Baton.Journals;
using CsCheck;

namespace Baton.Tests.Journals;

public sealed class EncryptionKeyTests
{
    private static readonly string Secret = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Fact]
    public void What_was_encrypted_is_read_only_with_its_key_at_its_place_and_unchanged() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Byte.Array[0, 40], Gen.Byte.Array[32], Gen.Int[0, 10_000], Gen.Byte[1, 255])
            .Sample(
                (content, place, secret, at, change) =>
                {
                    var key = new EncryptionKey("a", secret);
                    var sealedContent = key.Seal(content, place);
                    Assert.Equal(content, key.Open(sealedContent, place));
                    Assert.NotEqual(sealedContent, key.Seal(content, place));

                    Assert.Null(key.Open(sealedContent, [.. place, 0]));
                    Assert.Null(key.Open(sealedContent.AsSpan(0, at % sealedContent.Length), place));
                    secret[at % secret.Length] ^= change;
                    Assert.Null(new EncryptionKey("a", secret).Open(sealedContent, place));
                    sealedContent[at % sealedContent.Length] ^= change;
                    Assert.Null(key.Open(sealedContent, place));
                }
            );

    [Fact]
    public void Keys_are_read_from_a_text_and_the_first_is_the_current_one()
    {
        var keys = EncryptionKeys.Parse($"  2026-12:{Secret}\r\n2025-12:{Secret}, old.one:{Secret}\n");

        Assert.Equal("2026-12", keys.Current.Id);
        Assert.Equal("old.one", keys.Find("old.one")!.Id);
        Assert.Null(keys.Find("2024"));
        Assert.NotNull(keys.Find("2025-12")!.Open(keys.Current.Seal([1], []), []));
    }

    [Theory]
    [InlineData("", "There is no key.")]
    [InlineData(" ,\n", "There is no key.")]
    [InlineData("SECRET", "Key number 1 cannot be read.")]
    [InlineData("SECRET:a", "Key number 1 cannot be read.")]
    [InlineData("a:SECRET b:SECRETSECRET", "Key number 2 cannot be read.")]
    [InlineData("a:SECRET b:c2hvcnQ=", "Key number 2 cannot be read.")]
    [InlineData("SECRET:SECRET", "The id of key number 1 has another form")]
    [InlineData(":SECRET", "The id of key number 1 has another form")]
    [InlineData("a:SECRET a:SECRET", "Two keys have the id 'a'")]
    public void A_text_that_holds_no_keys_is_refused_and_the_message_holds_no_key(string text, string expected)
    {
        var refusal = Assert.Throws<FormatException>(() => EncryptionKeys.Parse(text.Replace("SECRET", Secret, StringComparison.Ordinal)));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret[..8], refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("ä")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void An_id_of_another_form_is_refused(string id) => Assert.Throws<ArgumentException>(() => new EncryptionKey(id, new byte[32]));

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int bytes) =>
        Assert.Throws<ArgumentException>(() => new EncryptionKey("a", new byte[bytes]));

    [Fact]
    public void A_key_as_text_is_its_id() => Assert.Equal("a", $"{new EncryptionKey("a", new byte[32])}");
}
