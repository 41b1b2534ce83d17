using Baton.Texts.Clearances;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>What a customer reads in place of a mask.</summary>
public sealed class MaskWordsTests
{
    private static readonly Masking Masking = new(
        new ClearancePolicy { Patterns = [new SensitivePattern("employee number", @"E-\d{6}", Clearance.Sensitive)] }
    );

    [Theory]
    [InlineData("Your card [card ending 4242] was charged.", "Your card ending in 4242 was charged.")]
    [InlineData("I charged your [card ending 4242].", "I charged your card ending in 4242.")]
    [InlineData("I charged [card ending 4242] and [card ending 1111].", "I charged your card ending in 4242 and your card ending in 1111.")]
    [InlineData("[card ending 4242] was charged.", "Your card ending in 4242 was charged.")]
    [InlineData("It failed.\n- [card ending 4242]", "It failed.\n- your card ending in 4242")]
    [InlineData("Your card number is [card ending 4242].", "Your card number is ending in 4242.")]
    [InlineData("It goes to [IBAN ending 3000].", "It goes to your bank account ending in 3000.")]
    [InlineData("It goes to your account [IBAN ending 3000].", "It goes to your account ending in 3000.")]
    [InlineData("Your SSN [SSN ending 6789] is known.", "Your SSN ending in 6789 is known.")]
    [InlineData("The social security number: [SSN ending 6789]", "The social security number: ending in 6789")]
    [InlineData("Your password is [password].", "Your password is (hidden).")]
    [InlineData("Use [password] and the [PIN].", "Use your password (hidden) and the PIN (hidden).")]
    [InlineData("Send [API key] to nobody.", "Send your API key (hidden) to nobody.")]
    [InlineData("You are [employee number].", "You are your employee number (hidden).")]
    [InlineData("It says [withheld: secret].", "It says something that I cannot show here.")]
    [InlineData("No mask: [card ending 42], [note], [x].", "No mask: [card ending 42], [note], [x].")]
    public void A_mask_is_put_into_words(string text, string words)
    {
        Assert.Equal(words, Masking.InWords(text));
        Assert.Null(Masking.FindMask(Masking.InWords(text)));
        Assert.Same(words, Masking.InWords(words));
    }
}
