using System.Text.Json;
using Baton.Texts.Clearances;
using CsCheck;

namespace Baton.Tests.Handoffs.Clearances;

public sealed class MaskedJsonTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[0, 12],
        Cards.Any(
            "4242 4242 4242 4242",
            "my password is \"hunter2\"",
            "line\n\"quoted\" \\ 123-45-6789",
            "[1, 2]",
            "{\"pin\":\"1234\"}",
            "{broken",
            "PIN 1234",
            "[card ending 4242]"
        )
    );

    [Theory]
    [InlineData("""{"card":"4242424242424242","amount":49.90}""", """{"card":"[card ending 4242]","amount":49.90}""")]
    [InlineData("""{"card_number":"4242 4242 4242 4242"}""", """{"card_number":"[card ending 4242]"}""")]
    [InlineData("""{"cardNumber":"tok-1","b":null}""", """{"cardNumber":"[card_number]","b":null}""")]
    [InlineData("""{"n":4242424242424242}""", """{"n":"[card ending 4242]"}""")]
    [InlineData("""{"password":"a","x":[{"PIN":1234}]}""", """{"password":"[password]","x":[{"PIN":"[pin]"}]}""")]
    [InlineData("""{"\u0070assword":"abc"}""", """{"password":"[password]"}""")]
    [InlineData("""{"a":"4242\n4242\u00204242 \u0034242"}""", """{"a":"[card ending 4242]"}""")]
    [InlineData("""{"ssn":{"digits":[1,2,3]}}""", """{"ssn":"[ssn]"}""")]
    [InlineData("""{"4242424242424242":"x"}""", """{"[card ending 4242]":"x"}""")]
    [InlineData("""{"inner":"{\"api_key\":\"abc\"}"}""", """{"inner":"{\"api_key\":\"[api_key]\"}"}""")]
    [InlineData("""["my password is \"hunter2\""]""", """["my password is \"[password]\""]""")]
    [InlineData("""found 4242424242424242 {""", """found [card ending 4242] {""")]
    [InlineData("""{"password": 4242424242424242""", """{"password": [password]""")]
    public void Values_are_masked_by_their_field_and_by_their_form(string json, string masked) =>
        Assert.Equal(masked, Masking.Default.ApplyToResult(json, Clearance.Normal));

    [Theory]
    [InlineData("""{"rows": [{"invoice":"INV-20417", "amount": 49.990}], "count": 1}""")]
    [InlineData("""{"password": null, "pin": "", "next_token":"a", "note":"a \"b\" \u00e9"}""")]
    public void JSON_without_a_secret_stays_letter_for_letter(string json) =>
        Assert.Same(json, Masking.Default.ApplyToResult(json, Clearance.Normal));

    [Fact]
    public void A_reader_with_clearance_reads_it_as_it_is()
    {
        const string json = """{"ssn":"123-45-6789","password":"hunter2"}""";

        Assert.Equal("""{"ssn":"123-45-6789","password":"[password]"}""", Masking.Default.ApplyToResult(json, Clearance.Sensitive));
        Assert.Same(json, Masking.Default.ApplyToResult(json, Clearance.Secret));
    }

    [Fact]
    public void JSON_stays_JSON_of_the_same_shape_and_a_second_mask_changes_nothing() =>
        Gen.Select(Text, Text, Text, Cards.Any("password", "note", "ssn", "a\"b", "4242424242424242"))
            .Sample(parts =>
            {
                var (first, second, third, name) = parts;
                var json = JsonSerializer.Serialize(
                    new Dictionary<string, object>
                    {
                        [name] = first,
                        ["list"] = new[] { second, third },
                        ["n"] = 4242424242424242,
                    }
                );

                var masked = Masking.Default.ApplyToResult(json, Clearance.Normal);

                using var document = JsonDocument.Parse(masked);
                Assert.Equal(3, document.RootElement.EnumerateObject().Count());
                Assert.Equal(2, document.RootElement.GetProperty("list").GetArrayLength());
                Assert.Equal(masked, Masking.Default.ApplyToResult(masked, Clearance.Normal));
            });
}
