using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.Teams.Deliveries;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads how desks are told of their tickets, and where that may go.</summary>
internal static class DeliveryReader
{
    private const int MostAnswerBytes = 16_777_216;

    public static DeliveryPolicy? Policy(Section team, ProblemList problems)
    {
        if (team.Map("deliveries", TeamKeys.Deliveries) is not { } section)
            return null;
        var hosts = section.Texts("hosts", "hosts");
        foreach (var host in hosts)
            Report(host, DeliveryPolicy.CheckHost(host.Text), problems);
        return new DeliveryPolicy
        {
            Hosts = [.. hosts.Select(host => host.Text)],
            Delays = section.Has("delays") ? section.Periods("delays") : new DeliveryPolicy().Delays,
            Timeout = section.Duration("timeout") ?? new DeliveryPolicy().Timeout,
            MaximumAnswerBytes = section.Integer("max_answer_bytes", MostAnswerBytes) ?? new DeliveryPolicy().MaximumAnswerBytes,
        };
    }

    public static NewsDraft News(Section desk, ProblemList problems)
    {
        var (webhook, url) = ReadWebhook(desk, problems);
        var link = desk.Text("link");
        if (link is { } written)
            Report(written, Desk.CheckLink(written.Text), problems);
        return new NewsDraft
        {
            Webhook = webhook,
            Url = url,
            Emails = Emails(desk, problems),
            Link = link,
            Clearance = ClearanceReader.Clearance(desk, "clearance"),
        };
    }

    /// <summary>Whether webhooks are at hosts that may be called.</summary>
    public static void Check(DeliveryPolicy? policy, IEnumerable<NewsDraft> desks, ProblemList problems)
    {
        var allowed = policy ?? new DeliveryPolicy();
        foreach (var desk in desks)
        {
            if (desk is { Webhook: { } webhook, Url: { } at })
                Report(
                    at,
                    allowed.CheckUrl(webhook.Url) is { } wrong ? wrong + (policy is null ? " of 'deliveries'" : "") : null,
                    problems
                );
        }
    }

    private static (Webhook? Webhook, Word? Url) ReadWebhook(Section desk, ProblemList problems)
    {
        if (desk.Map("webhook", TeamKeys.Webhook) is not { } section)
            return (null, null);
        var written = section.Text("url", required: true);
        var variable = section.Text("secret_variable", required: true);
        if (variable is { } name)
            Report(name, Webhook.CheckVariable(name.Text), problems);
        if (written is not { } text)
            return (null, null);
        if (Uri.TryCreate(text.Text, UriKind.Absolute, out var url))
            return (variable is { } known ? new Webhook(url, known.Text) : null, written);
        problems.Add(text.At, $"'{text.Text}' is not an address that can be called: it begins with https://");
        return (null, null);
    }

    private static IReadOnlyList<Word> Emails(Section desk, ProblemList problems)
    {
        if (desk.Map("email", TeamKeys.Email) is not { } section)
            return [];
        if (!section.Has("to"))
            section.Missing("to");
        var addresses = section.Texts("to", "addresses");
        foreach (var address in addresses)
            Report(address, Desk.CheckEmail(address.Text), problems);
        return addresses;
    }

    private static void Report(Word word, string? wrong, ProblemList problems)
    {
        if (wrong is not null)
            problems.Add(word.At, wrong);
    }
}
