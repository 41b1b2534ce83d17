using Baton.Teams.Deliveries;
using Baton.Texts.Clearances;

namespace Baton.Teams.Files;

/// <summary>How a desk is told, as it was written.</summary>
internal sealed record NewsDraft
{
    public Webhook? Webhook { get; init; }

    /// <summary>The webhook's address as it stands in the file.</summary>
    public Word? Url { get; init; }

    public required IReadOnlyList<Word> Emails { get; init; }

    public Word? Link { get; init; }

    public Clearance? Clearance { get; init; }
}

/// <summary>Reads how desks are told of their tickets, and where that may go.</summary>
internal static class DeliveryReader
{
    private const int MostAnswerBytes = 16_777_216;

    public static DeliveryPolicy? Policy(Section team, Problems problems)
    {
        if (team.Map("deliveries", TeamKeys.Deliveries) is not { } section)
            return null;
        var hosts = section.Texts("hosts", "hosts");
        foreach (var host in hosts)
            Report(host, HostRules.CheckEntry(host.Text), problems);
        return new DeliveryPolicy
        {
            Hosts = [.. hosts.Select(host => host.Text)],
            Delays = section.Has("delays") ? section.Periods("delays") : DeliveryPolicy.Default.Delays,
            Timeout = section.Duration("timeout") ?? DeliveryPolicy.Default.Timeout,
            MaximumAnswerBytes = section.Integer("max_answer_bytes", MostAnswerBytes) ?? DeliveryPolicy.Default.MaximumAnswerBytes,
        };
    }

    public static NewsDraft News(Section desk, Problems problems)
    {
        var (webhook, url) = Webhook(desk, problems);
        var link = desk.Text("link");
        if (link is { } written)
            Report(written, DeliveryRules.CheckLink(written.Text), problems);
        return new NewsDraft { Webhook = webhook, Url = url, Emails = Emails(desk, problems), Link = link, Clearance = ClearanceReader.Clearance(desk, "clearance") };
    }

    /// <summary>Whether webhooks are at hosts that may be called.</summary>
    public static void Check(DeliveryPolicy? policy, IEnumerable<NewsDraft> desks, Problems problems)
    {
        var hosts = new HostRules((policy ?? DeliveryPolicy.Default).Hosts);
        foreach (var desk in desks)
        {
            if (desk is { Webhook: { } webhook, Url: { } at })
                Report(at, hosts.Check(webhook.Url) is { } wrong ? wrong + (policy is null ? " of 'deliveries'" : "") : null, problems);
        }
    }

    private static (Webhook? Webhook, Word? Url) Webhook(Section desk, Problems problems)
    {
        if (desk.Map("webhook", TeamKeys.Webhook) is not { } section)
            return (null, null);
        var written = section.Text("url", required: true);
        var variable = section.Text("secret_variable", required: true);
        if (variable is { } name)
            Report(name, DeliveryRules.CheckVariable(name.Text), problems);
        if (written is not { } text)
            return (null, null);
        if (Uri.TryCreate(text.Text, UriKind.Absolute, out var url))
            return (variable is { } known ? new Webhook(url, known.Text) : null, written);
        problems.Add(text.At, $"'{text.Text}' is not an address that can be called: it begins with https://");
        return (null, null);
    }

    private static IReadOnlyList<Word> Emails(Section desk, Problems problems)
    {
        if (desk.Map("email", TeamKeys.Email) is not { } section)
            return [];
        if (!section.Has("to"))
            section.Missing("to");
        var addresses = section.Texts("to", "addresses");
        foreach (var address in addresses)
            Report(address, DeliveryRules.CheckEmail(address.Text), problems);
        return addresses;
    }

    private static void Report(Word word, string? wrong, Problems problems)
    {
        if (wrong is not null)
            problems.Add(word.At, wrong);
    }
}
