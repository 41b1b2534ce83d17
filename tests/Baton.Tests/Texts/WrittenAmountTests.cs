using System.Globalization;
using Baton.Texts.Facts;

namespace Baton.Tests.Texts;

/// <summary>Numbers as people write them.</summary>
public sealed class WrittenAmountTests
{
    [Theory]
    [InlineData("49.99", "49.99")]
    [InlineData("$49.99", "49.99 USD")]
    [InlineData("US$ 49.99", "49.99 USD")]
    [InlineData("49,99 €", "49.99 EUR")]
    [InlineData("EUR 49,99", "49.99 EUR")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1 234,56", "1234.56")]
    [InlineData("1\u00A0234,56 zł", "1234.56 PLN")]
    [InlineData("1'234.56", "1234.56")]
    [InlineData("CHF 1’234.56", "1234.56 CHF")]
    [InlineData("1,234,567.89", "1234567.89")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("₹12,34,567.50", "1234567.50 INR")]
    [InlineData("１，２３４．５０円", "1234.50 JPY")]
    [InlineData("١٬٢٣٤٫٥٦", "1234.56")]
    [InlineData("१२३.४५", "123.45")]
    [InlineData("-5", "-5")]
    [InlineData("−5,50 €", "-5.50 EUR")]
    [InlineData("$-5", "-5 USD")]
    [InlineData("49,-", "49")]
    [InlineData(".5", "0.5")]
    [InlineData("0,125", "0.125")]
    [InlineData("1,234", "1234 or 1.234")]
    [InlineData("1.234", "1.234 or 1234")]
    [InlineData("", null)]
    [InlineData("€", null)]
    [InlineData("1,2,3", null)]
    [InlineData("1,23,45", null)]
    [InlineData("12.34.56", null)]
    [InlineData("1.234.56", null)]
    [InlineData("INV-20351", null)]
    [InlineData("ABC 12", null)]
    [InlineData("5 apples", null)]
    [InlineData("1..2", null)]
    [InlineData("3,", null)]
    public void An_amount_is_read_in_whatever_form_it_is_written(string text, string? expected)
    {
        var read = WrittenAmount.Read(text);
        var told = read is not { } amount
            ? null
            : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{amount.Value}{(amount.OtherValue is { } other ? $" or {other}" : "")} {amount.Currency}"
                )
                .TrimEnd();

        Assert.Equal(expected, told);
    }

    [Theory]
    [InlineData("1,234", "1.234", true)]
    [InlineData("1,234", "1234", true)]
    [InlineData("1.234 €", "1234", true)]
    [InlineData("$5", "€5", false)]
    [InlineData("¥5", "5 CNY", true)]
    [InlineData("5", "-5", false)]
    public void Two_amounts_are_the_same_if_they_can_mean_the_same(string one, string other, bool isSame) =>
        Assert.Equal(isSame, WrittenAmount.Read(one)!.Value.CanMean(WrittenAmount.Read(other)!.Value));
}
