using System.Text;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Teams.Deliveries;
using Baton.Webhooks;

namespace Baton.Tests.Deliveries;

/// <summary>Two teams with a system of one name in one store, each with its own secret: neither writes to the other's customer.</summary>
public sealed class OtherTeamCallbackTests
{
    private const string SecretOfBank = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly NewsTeam shop = new(SystemDesk(), NewsTeam.People());

    public static TheoryData<string, string> Acts =>
        new()
        {
            { "accept", "" },
            { "decline", "\"reason\":\"No.\"," },
            { "reply", "\"text\":\"Pay to this account.\"," },
            { "ask", "\"text\":\"What is your card?\"," },
            { "note", "\"text\":\"Paid.\"," },
            { "hand_back", "\"report\":\"Done.\",\"resolved\":true," },
        };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task A_callback_reaches_only_tickets_of_the_team_whose_secret_signed_it(string act, string said)
    {
        await shop.EscalateAsync();
        var before = await shop.EntriesAsync();
        var body = $$$"""{"type":"ticket.{{{act}}}","data":{{{{said}}}"ticket":"c1-1"}}""";

        var ofBank = await SendAsync(Bank(), SecretOfBank, SecretOfBank, body);
        var signedByBank = await SendAsync(shop.Runtime(), NewsTeam.Secret, SecretOfBank, body);
        var signedByShop = await SendAsync(Bank(), SecretOfBank, NewsTeam.Secret, body);

        Assert.Equal((404, 401, 401), (ofBank.Status, signedByBank.Status, signedByShop.Status));
        Assert.DoesNotContain("shop", ofBank.Body, StringComparison.Ordinal);
        Assert.Equal(before, await shop.EntriesAsync());
        Assert.Equal(200, (await SendAsync(shop.Runtime(), NewsTeam.Secret, NewsTeam.Secret, body)).Status);
        Assert.Contains(await shop.EntriesAsync(), entry => entry is CallbackReceived { From: "warehouse" });
    }

    private static Desk SystemDesk() =>
        new()
        {
            Name = "warehouse",
            IsSystem = true,
            Webhook = new Webhook(new Uri("http://127.0.0.1:9/"), "SECRET"),
        };

    private TeamRuntime Bank() =>
        new(
            new Team("bank", new Agent { Name = "triage" }) { Desks = [SystemDesk()], Deliveries = shop.Team.Deliveries },
            shop.Models.For,
            shop.Journal,
            new RuntimeOptions { TimeProvider = shop.Time, SendWebhook = (_, _) => Task.FromResult(DeliveryResult.Delivered) }
        );

    private async Task<CallbackAnswer> SendAsync(TeamRuntime to, string held, string signedWith, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = WebhookSignature.Headers("1", shop.Time.GetUtcNow(), bytes, WebhookSecret.ReadAll(signedWith));
        var answer = await new SystemCallbacks(to, "warehouse", _ => held).ReceiveAsync(headers, bytes);
        await answer.Completion;
        return answer;
    }
}
