using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Webhooks;

namespace Baton.Adversary.Worlds;

/// <summary>Callbacks of a system as an attacker makes them. It signs by itself, so that nothing of the product takes part.</summary>
internal static class SystemCalls
{
    /// <summary>A callback.</summary>
    /// <param name="Desk">The desk at whose address it arrives.</param>
    /// <param name="SignedBy">Whose secret signs it; null for a signature of nobody.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Body">Its body.</param>
    /// <param name="Age">How old it says that it is.</param>
    public sealed record Callback(string Desk, string? SignedBy, string Id, string Body, TimeSpan Age = default);

    private static readonly string?[] Targets = [null, Shop.Front, Shop.Back, Shop.Chief, "Chief", "nobody", Shop.Partner, Shop.People];

    /// <summary>What the warehouse tries, ending with a report on its own ticket that carries the text.</summary>
    public static IEnumerable<Callback> Of(string text, int way)
    {
        var said = JsonSerializer.Serialize(text);
        yield return Strange(said, way);
        yield return Strange(said, way + 7);
        yield return (way % 4) switch
        {
            0 => Own("note", $"\"text\":{said},"),
            1 => Own("reply", $"\"text\":{said},"),
            2 => Own("ask", $"\"text\":{said},"),
            _ => Own("accept", ""),
        };
        if (way % 5 == 0)
            yield return Own("decline", $"\"reason\":{said},");
        var to = Targets[way % Targets.Length] is { } target ? $"\"to\":{JsonSerializer.Serialize(target)}," : "";
        yield return Own("hand_back", $"\"report\":{said},{to}");
        // A target that does not fit is refused; then it is handed back as usual, so that the text is read.
        yield return Own("hand_back", $"\"report\":{said},", "again");
    }

    /// <summary>The secret of a system.</summary>
    public static byte[] SecretOf(string system) => SHA256.HashData(Encoding.UTF8.GetBytes($"secret of {system}"));

    /// <summary>The secret as the host's environment holds it.</summary>
    public static string? Environment(string variable) =>
        variable.StartsWith(Shop.VariableOf(""), StringComparison.Ordinal)
            ? $"whsec_{Convert.ToBase64String(SecretOf(variable[Shop.VariableOf("").Length..]))}"
            : null;

    /// <summary>Sends a callback and waits for what follows from it. Returns the answer to the system.</summary>
    public static async Task<string> SendAsync(TeamRuntime runtime, Callback callback)
    {
        var body = Encoding.UTF8.GetBytes(callback.Body);
        var time = (runtime.Options.TimeProvider.GetUtcNow() - callback.Age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{callback.Id}.{time}."), .. body];
        var hash = HMACSHA256.HashData(SecretOf(callback.SignedBy ?? "nobody"), signed);
        KeyValuePair<string, string>[] headers =
        [
            new("webhook-id", callback.Id),
            new("webhook-timestamp", time),
            new("webhook-signature", $"v1,{Convert.ToBase64String(hash)}"),
        ];
        var answer = await new SystemCallbacks(runtime, callback.Desk, Environment).ReceiveAsync(headers, body);
        await answer.Completion;
        return answer.Body;
    }

    private static Callback Own(string act, string fields, string id = "") =>
        Signed(Shop.Warehouse, $"own-{act}{id}", $$$"""{"type":"ticket.{{{act}}}","data":{{{{fields}}}"ticket":"c-eve-1"}}""");

    private static Callback Strange(string said, int way) =>
        (way % 14) switch
        {
            // At its own address, on tickets of others.
            0 => Signed(Shop.Warehouse, "s0", $$$"""{"type":"ticket.reply","data":{"text":{{{said}}},"ticket":"c-bob-1"}}"""),
            1 => Signed(Shop.Warehouse, "s1", $$$"""{"type":"ticket.hand_back","data":{"report":{{{said}}},"ticket":"c-bank-1"}}"""),
            2 => Signed(Shop.Warehouse, "s2", """{"type":"ticket.accept","data":{"ticket":"c-bob-1"}}"""),
            // At the address of others, with its own secret.
            3 => new(Shop.Partner, Shop.Warehouse, "s3", $$$"""{"type":"ticket.reply","data":{"text":{{{said}}},"ticket":"c-bob-1"}}"""),
            4 => new(Shop.Partner, null, "s4", $$$"""{"type":"ticket.hand_back","data":{"report":{{{said}}},"ticket":"c-bob-1"}}"""),
            // Acts that only people have, and some that nobody has.
            5 => Signed(Shop.Warehouse, "s5", """{"type":"ticket.grant","data":{"permission":"billing.refund","ticket":"c-eve-1"}}"""),
            6 => Signed(Shop.Warehouse, "s6", """{"type":"ticket.approve","data":{"call":"call_1","ticket":"c-eve-1"}}"""),
            7 => Signed(Shop.Warehouse, "s7", """{"type":"approval.decided","data":{"approved":true,"by":"maria","ticket":"c-eve-1"}}"""),
            8 => Signed(Shop.Warehouse, "s8", """{"type":"state.write","data":{"key":"vault","value":1,"ticket":"c-eve-1"}}"""),
            // Two values for one name.
            9 => Signed(
                Shop.Warehouse,
                "s9",
                $$$"""{"type":"ticket.note","data":{"text":{{{said}}},"ticket":"c-eve-1","ticket":"c-bob-1"}}"""
            ),
            10 => Signed(Shop.Warehouse, "s10", $$$"""{"type":"ticket.note","data":{"text":{{{said}}},"Ticket":"c-bob-1","by":"maria"}}"""),
            // Old, and with names of tickets that are none.
            11 => new(
                Shop.Warehouse,
                Shop.Warehouse,
                "s11",
                """{"type":"ticket.accept","data":{"ticket":"c-eve-1"}}""",
                TimeSpan.FromHours(1)
            ),
            12 => Signed(Shop.Warehouse, "s12", """{"type":"ticket.accept","data":{"ticket":"../c-bob-1\u0000"}}"""),
            _ => Signed(
                Shop.Warehouse,
                "s13",
                $$$"""{"type":"ticket.reply","data":{"text":{{{said}}},"ticket":"c-bob-1","conversation":"c-bob"}}"""
            ),
        };

    private static Callback Signed(string desk, string id, string body) => new(desk, desk, id, body);
}
