using System.Text;
using Baton.Tests.Deliveries;
using Baton.Webhooks;

namespace Baton.IntegrationTests.Webhooks;

/// <summary>A callback as a system sends it.</summary>
internal sealed record SignedCallback(string Id, string Body)
{
    public string Secret { get; init; } = NewsTeam.Secret;

    public DateTimeOffset? At { get; init; }

    public static SignedCallback Of(string id, string type, string data) => new(id, $$"""{"type":"{{type}}","data":{{data}}}""");

    public IEnumerable<KeyValuePair<string, string>> Headers(NewsTeam shop) =>
        WebhookSignature.Headers(Id, At ?? shop.Time.GetUtcNow(), Encoding.UTF8.GetBytes(Body), WebhookSecret.ReadAll(Secret));

    /// <summary>Sends it to a new runtime, and waits for all that follows.</summary>
    public async Task<CallbackAnswer> SendAsync(NewsTeam shop, string system = "warehouse")
    {
        var answer = await new SystemCallbacks(shop.Runtime(), system, NewsTeam.Environment).ReceiveAsync(
            Headers(shop),
            Encoding.UTF8.GetBytes(Body)
        );
        await answer.Completion;
        return answer;
    }
}
