using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Baton.Teams.Deliveries;

/// <summary>Checks a team's delivery settings.</summary>
internal static partial class DeliveryRules
{
    private const string Ticket = "{ticket}";
    private const string Conversation = "{conversation}";

    /// <summary>What is wrong with a team's deliveries.</summary>
    public static IEnumerable<string> Check(DeliveryPolicy policy, IReadOnlyList<Desk> desks)
    {
        foreach (var wrong in policy.Check())
            yield return wrong;
        foreach (var desk in desks)
        {
            string?[] problems =
            [
                desk.Webhook is { } webhook ? new HostRules(policy.Hosts).Check(webhook.Url) : null,
                desk.Webhook is { } named ? CheckVariable(named.SecretVariable) : null,
                .. desk.Emails.Select(CheckEmail),
                desk.Link is { } link ? CheckLink(link) : null,
            ];
            foreach (var wrong in problems.OfType<string>())
                yield return $"Desk '{desk.Name}': {wrong}.";
        }
    }

    /// <summary>What is wrong with the name of a variable, or null.</summary>
    public static string? CheckVariable(string name) =>
        VariableName().IsMatch(name)
            ? null
            : "'secret_variable' is the name of an environment variable, such as DESK_WEBHOOK_SECRET, and never the secret itself";

    /// <summary>What is wrong with an e-mail address, or null.</summary>
    public static string? CheckEmail(string address) =>
        MailAddress.TryCreate(address, out _) ? null : $"'{address}' is not an e-mail address: write it as name@example.com";

    /// <summary>What is wrong with a link, or null.</summary>
    public static string? CheckLink(string link)
    {
        var filled = link.Replace(Ticket, "t", StringComparison.Ordinal).Replace(Conversation, "c", StringComparison.Ordinal);
        return
            filled.AsSpan().IndexOfAny('{', '}') < 0
            && Uri.TryCreate(filled, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? null
            : $"'{link}' is not a link: write it as https://desk.example.com/{Ticket}, with {Ticket} and {Conversation} for what is "
                + "filled in";
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
