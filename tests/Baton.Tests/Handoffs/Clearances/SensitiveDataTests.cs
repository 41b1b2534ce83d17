using Baton.Texts.Clearances;

namespace Baton.Tests.Handoffs.Clearances;

public sealed class SensitiveDataTests
{
    [Theory]
    [InlineData("4242424242424242", "[card ending 4242]")]
    [InlineData("my card 4242 4242 4242 4242, please", "my card [card ending 4242], please")]
    [InlineData("5555-5555-5555-4444.", "[card ending 4444].")]
    [InlineData("Amex 3782 822463 10005", "Amex [card ending 0005]")]
    [InlineData("378282246310005", "[card ending 0005]")]
    [InlineData("30569309025904", "[card ending 5904]")]
    [InlineData("6011111111111117", "[card ending 1117]")]
    [InlineData("2223003122003222", "[card ending 3222]")]
    [InlineData("4222222222222", "[card ending 2222]")]
    [InlineData("6205500000000000004", "[card ending 0004]")]
    [InlineData("4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2", "[card ending 4242]")]
    [InlineData("4242\n4242\r\n4242\n    4242", "[card ending 4242]")]
    [InlineData("4242.4242.4242.4242 and 4242_4242_4242_4242", "[card ending 4242] and [card ending 4242]")]
    [InlineData("**4242** **4242** **4242** **4242**", "**[card ending 4242]**")]
    [InlineData("42\u200B42\u20604242\u00AD42424242", "[card ending 4242]")]
    [InlineData("４２４２　４２４２　４２４２　４２４２", "[card ending 4242]")]
    [InlineData("٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢", "[card ending 4242]")]
    [InlineData("𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐!", "[card ending 4242]!")]
    [InlineData("4242‑4242–4242—4242", "[card ending 4242]")]
    [InlineData("x4242424242424242y", "x[card ending 4242]y")]
    [InlineData("42424242424242421227123", "[card ending 4242]")]
    [InlineData("+4242424242424242", "+[card ending 4242]")]
    public void A_card_number_is_known_however_it_is_written(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Theory]
    [InlineData("4242 4242 4242 4242 12/27 123", "[card ending 4242] 12/27 [CVC]")]
    [InlineData("4242424242424242 123", "[card ending 4242] [CVC]")]
    [InlineData("4242424242424242, 12 2027, 123 thanks", "[card ending 4242], 12 2027, [CVC] thanks")]
    [InlineData("4242424242424242 300 USD", "[card ending 4242] 300 USD")]
    [InlineData("The cvc is 123 and the CVV2: 4567", "The cvc is [CVC] and the CVV2: [CVC]")]
    [InlineData("security code 987", "security code [CVC]")]
    public void A_card_code_is_known_beside_its_card_and_by_its_name(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00", "[IBAN ending 3000]")]
    [InlineData("iban: de89370400440532013000.", "iban: [IBAN ending 3000].")]
    [InlineData("Pay to GB82WEST12345698765432 today", "Pay to [IBAN ending 5432] today")]
    [InlineData("FR14-2004-1010-0505-0001-3M02-606", "[IBAN ending 2606]")]
    [InlineData("NO93 8601 1117 947", "[IBAN ending 7947]")]
    public void A_bank_account_is_known(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Theory]
    [InlineData("It is 123-45-6789.", "It is [SSN ending 6789].")]
    [InlineData("my SSN is 123456789", "my SSN is [SSN ending 6789]")]
    [InlineData("social security number: 123 45 6789", "social security number: [SSN ending 6789]")]
    public void A_social_security_number_is_known(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Theory]
    [InlineData("my password is hunter2", "my password is [password]")]
    [InlineData("My password is hunter2, thanks", "My password is [password], thanks")]
    [InlineData("Password: correcthorse", "Password: [password]")]
    [InlineData("pwd: x", "pwd: [password]")]
    [InlineData("pwd=s3cr3t!", "pwd=[password]")]
    [InlineData("password hunter2 does not work", "password [password] does not work")]
    [InlineData("the password for my account is Tr0ub4dor&3", "the password for my account is [password]")]
    [InlineData("password is now: 'open sesame'", "password is now: '[password]'")]
    [InlineData("\"password\":\"a b\",\"x\":1", "\"password\":\"[password]\",\"x\":1")]
    [InlineData("**Password:** swordfish", "**Password:** [password]")]
    [InlineData("<password>hunter2</password>", "<password>[password]</password>")]
    [InlineData("hunter2 is my password", "[password] is my password")]
    [InlineData("db_password=abc", "db_password=[password]")]
    [InlineData("ｐａｓｓｗｏｒｄ: abc", "ｐａｓｓｗｏｒｄ: [password]")]
    [InlineData("pass\u200Bword: ab\u200Bc", "pass\u200Bword: [password]")]
    [InlineData("password is h u n t e r 2", "password is [password]")]
    [InlineData("Mein Passwort ist Geheim99", "Mein Passwort ist [password]")]
    [InlineData("postgres://bob:hunter2@db/x", "postgres://bob:[password]@db/x")]
    [InlineData("PIN 1234", "PIN [PIN]")]
    [InlineData("my pin is 1 2 3 4", "my pin is [PIN]")]
    [InlineData("The PIN code for my card is: 98765.", "The PIN code for my card is: [PIN].")]
    public void A_password_or_PIN_is_known_by_its_name(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Theory]
    [InlineData("use sk-proj-abcd1234efgh5678ijkl now", "use [API key] now")]
    [InlineData("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "[token]")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "[API key]")]
    [InlineData("xoxb-2312345678-abcdEFGH1234", "[token]")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P", "[token]")]
    [InlineData("Authorization: Bearer abc123def456", "Authorization: Bearer [token]")]
    [InlineData("Authorization: Basic dXNlcjpwYXNzd29yZA==", "Authorization: Basic [token]")]
    [InlineData("api_key=0123456789abcdef", "api_key=[API key]")]
    [InlineData("\"access_key\": \"wJalrXUtnFEMI7K\"", "\"access_key\": \"[API key]\"")]
    [InlineData("sk-abcd1234\nefgh5678ijkl", "[API key]")]
    [InlineData("look: q7Rk2Lm9Xz4Vb8Nc1Td6Wf3Hg5Jp0YsA", "look: [token]")]
    [InlineData("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----\nb", "a\n[private key]\nb")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE", "[private key]")]
    public void A_key_or_token_is_known(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Theory]
    [InlineData("Order 4000123412341235, invoice INV-20417, ticket #123456789012")]
    [InlineData("Order 1234567890123456 of 2026-11-23 03:42:44")]
    [InlineData("Call +49 1512 3456789, +1 (555) 010-1234 or 555-0100 555-0199")]
    [InlineData("I've been charged $49.99 but my plan should be $29.99; $1,200.00 and 4.500,00 €")]
    [InlineData("23-11-2026 24-11-2026 25-11-2026 and 23.11.2026, 2026-11-23 2026-11-24")]
    [InlineData("mail ann.lee4242@example.com, ip 192.168.100.100, uuid 550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("sha 356a192b7913b04c54574d18c28d46e6395428ab and 33c684b")]
    [InlineData("IMEI 356938035643809, SIM 8949222074451242066, at 1763869364123")]
    [InlineData("I forgot my password and cannot log in. Please reset my password!")]
    [InlineData("My password is wrong, the password is not accepted; password reset in 2026")]
    [InlineData("I changed my password yesterday but the site is down")]
    [InlineData("shipping 1234 items, a pin for 20 people, opinion 1234, the token is expired, secret santa is on")]
    [InlineData("task-20261123-000123456789 desk-2026-11-23-000123")]
    [InlineData("See https://example.com/Documents/GettingStartedWithBaton2026/ChapterOneTwoThree.html")]
    [InlineData("DE12 is a country, GB82 too; AT 20 to 30, no 1234567890123")]
    [InlineData("the bearer of bad news, Asia 2026, SG. Unfortunately")]
    [InlineData("[link](https://example.com) [1, 2, 3] café – naïve “quotes” 12 €")]
    public void What_is_no_secret_stays_and_is_the_same_string(string text) => Assert.Same(text, Mask(text));

    [Theory]
    [InlineData(
        "Pay 4242424242424242 and 4242 4242 4242 4242 and 4000056655665556.",
        "Pay [card ending 4242] and [card ending 4242] and [card ending 5556]."
    )]
    [InlineData("[card ending 4242] 4242 4242 4242", "[card ending 4242] 4242 4242 4242")]
    [InlineData("my password is [password] and the card [card ending 4242]", "my password is [password] and the card [card ending 4242]")]
    public void A_mask_is_stable_and_never_data(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Fact]
    public void Each_clearance_sees_what_is_at_most_as_sensitive()
    {
        const string text = "card 4242424242424242 and pin 1234";

        Assert.Equal("card [card ending 4242] and pin [PIN]", Masking.Default.Apply(text, Clearance.Normal));
        Assert.Equal("card 4242424242424242 and pin [PIN]", Masking.Default.Apply(text, Clearance.Sensitive));
        Assert.Same(text, Masking.Default.Apply(text, Clearance.Secret));
    }

    [Fact]
    public void A_team_adds_patterns_and_fields_of_its_own()
    {
        var masking = new Masking(
            new ClearancePolicy
            {
                Patterns =
                [
                    new SensitivePattern("employee", @"E-\d{6}"),
                    new SensitivePattern("launch code", "zulu[0-9]+", Clearance.Secret),
                ],
                Fields = [new SensitiveField("passport_number"), new SensitiveField("iban", Clearance.Secret)],
            }
        );

        Assert.Equal("[employee] and [launch code]", masking.Apply("E-\u200B123456 and zulu77", Clearance.Normal));
        Assert.Equal("E-123456 and [launch code]", masking.Apply("E-123456 and zulu77", Clearance.Sensitive));
        Assert.Equal(
            """{"passportNumber":"[passport_number]","n":1}""",
            masking.ApplyToResult("""{"passportNumber":"X1","n":1}""", Clearance.Normal)
        );
        Assert.Equal("""{"IBAN":"[iban]"}""", masking.ApplyToResult("""{"IBAN":"none"}""", Clearance.Sensitive));
    }

    private static string Mask(string text) => Masking.Default.Apply(text, Clearance.Normal);
}
