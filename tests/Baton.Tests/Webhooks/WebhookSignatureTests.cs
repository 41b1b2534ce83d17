using System.Text;
using Baton.Webhooks;

namespace Baton.Tests.Webhooks;

/// <summary>Messages are signed as Standard Webhooks says, and nothing that was not signed just now passes.</summary>
public sealed class WebhookSignatureTests
{
    // The example that the specification's own libraries are tested with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Other = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void A_message_is_signed_as_the_specification_s_example_is()
    {
        var headers = WebhookSignature.Headers(Id, At, Body, WebhookSecret.ReadAll(Secret)).ToDictionary();

        Assert.Equal((Id, Timestamp, Signature), (headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"]));
    }

    [Fact]
    public void While_secrets_are_exchanged_each_signs_and_either_side_may_be_first()
    {
        var headers = WebhookSignature.Headers(Id, At, Body, WebhookSecret.ReadAll($"{Other} {Secret}")).ToDictionary();

        Assert.Equal(2, headers["webhook-signature"].Split(' ').Length);
        Assert.Null(WebhookSignature.Check(Id, Timestamp, headers["webhook-signature"], Body, At, WebhookSecret.ReadAll(Secret)));
        Assert.Null(WebhookSignature.Check(Id, Timestamp, headers["webhook-signature"], Body, At, WebhookSecret.ReadAll(Other)));
        Assert.Null(WebhookSignature.Check(Id, Timestamp, Signature, Body, At, WebhookSecret.ReadAll($"{Other} {Secret}")));
    }

    [Theory]
    [InlineData(Id, Timestamp, Signature, """{"test": 2432232315}""")]
    [InlineData("msg_other", Timestamp, Signature, null)]
    [InlineData(Id, "1614265331", Signature, null)]
    [InlineData(Id, Timestamp, "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", null)]
    [InlineData(Id, Timestamp, "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", null)]
    [InlineData(Id, Timestamp, "v1,g0hM9SsE", null)]
    [InlineData(Id, Timestamp, "v1,no base64", null)]
    [InlineData(Id, Timestamp, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", null)]
    [InlineData(Id + "," + Id, Timestamp, Signature, null)]
    [InlineData(Id, Timestamp + "," + Timestamp, Signature, null)]
    [InlineData(Id, Timestamp, Signature + "," + Signature, null)]
    [InlineData(Id, Timestamp, "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", null)]
    [InlineData(Id, Timestamp, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", null)]
    [InlineData(Id, Timestamp, "none,", null)]
    [InlineData(Id, Timestamp, "v1,", null)]
    [InlineData(Id, Timestamp, Signature + "AAAA", null)]
    [InlineData(Id, " 1614265330", Signature, null)]
    [InlineData(Id, "+1614265330", Signature, null)]
    [InlineData(Id, "01614265330", Signature, null)]
    [InlineData(Id, "0x6037d0f2", Signature, null)]
    [InlineData(Id, "1614265330000", Signature, null)]
    [InlineData(Id, "1614265330.0", Signature, null)]
    [InlineData(Id, "-1614265330", Signature, null)]
    [InlineData(Id, "99999999999999999999", Signature, null)]
    [InlineData("msg.1614265330", Timestamp, Signature, null)]
    [InlineData("msg\u00e9", Timestamp, Signature, null)]
    [InlineData(null, Timestamp, Signature, null)]
    [InlineData(Id, null, Signature, null)]
    [InlineData(Id, Timestamp, null, null)]
    [InlineData(Id, Timestamp, "", null)]
    public void What_was_not_signed_so_does_not_pass(string? id, string? timestamp, string? signature, string? body)
    {
        Assert.NotNull(
            WebhookSignature.Check(
                id,
                timestamp,
                signature,
                body is null ? Body : Encoding.UTF8.GetBytes(body),
                At,
                WebhookSecret.ReadAll(Secret)
            )
        );
        Assert.Null(WebhookSignature.Check(Id, Timestamp, Signature, Body, At, WebhookSecret.ReadAll(Secret)));
    }

    [Fact]
    public void A_secret_of_somebody_else_does_not_pass_and_neither_does_no_secret()
    {
        Assert.NotNull(WebhookSignature.Check(Id, Timestamp, Signature, Body, At, WebhookSecret.ReadAll(Other)));
        Assert.NotNull(WebhookSignature.Check(Id, Timestamp, Signature, Body, At, []));
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_message_of_more_than_five_minutes_ago_or_ahead_is_a_replay(int seconds, bool passes) =>
        Assert.Equal(
            passes,
            WebhookSignature.Check(Id, Timestamp, Signature, Body, At.AddSeconds(seconds), WebhookSecret.ReadAll(Secret)) is null
        );

    [Fact]
    public void More_signatures_than_anybody_needs_are_not_looked_at()
    {
        var many = string.Join(' ', Enumerable.Repeat("v1,AAAA", 16)) + " " + Signature;

        Assert.NotNull(WebhookSignature.Check(Id, Timestamp, many, Body, At, WebhookSecret.ReadAll(Secret)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_no base64")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw whsec_c2hvcnQ=")]
    public void What_is_no_secret_is_none(string? text) => Assert.Empty(WebhookSecret.ReadAll(text));
}
