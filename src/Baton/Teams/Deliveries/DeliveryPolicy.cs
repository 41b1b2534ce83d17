namespace Baton.Teams.Deliveries;

/// <summary>What may be told to the outside, and how often that is tried.</summary>
public sealed record DeliveryPolicy
{
    internal static readonly DeliveryPolicy Default = new();

    /// <summary>
    /// The hosts that webhooks may be at: names such as <c>hooks.example.com</c>, or <c>*.example.com</c> for what is under one. Addresses
    /// inside a network, this machine's among them, are called only for a host that stands here itself. Default: none, so no webhook.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// How long is waited before each attempt after the first; behind the last the delivery is a dead letter. A tenth is added by chance, so that
    /// what failed at once is not tried at once. Default: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, the example of Standard Webhooks.
    /// </summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>How long one attempt may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer to a webhook may be, in bytes: a longer one counts as failed. Default: 65,536.</summary>
    public int MaximumAnswerBytes { get; init; } = 65_536;

    /// <summary>What is wrong with an entry of <see cref="Hosts"/>, or null.</summary>
    public static string? CheckHost(string host) => HostRules.CheckEntry(host);

    /// <summary>Why webhooks may not be at an address; null when they may.</summary>
    public string? CheckUrl(Uri url) => new HostRules(Hosts).Check(url);

    /// <summary>What is wrong with it.</summary>
    internal IEnumerable<string> Check()
    {
        foreach (var host in Hosts)
        {
            if (HostRules.CheckEntry(host) is { } wrong)
                yield return $"Deliveries: {wrong}.";
        }

        if (Delays.Any(delay => delay <= TimeSpan.Zero))
            yield return "Deliveries: every delay must be more than zero.";
        if (Timeout <= TimeSpan.Zero)
            yield return "Deliveries: the timeout must be more than zero.";
        if (MaximumAnswerBytes < 0)
            yield return "Deliveries: an answer cannot have less than 0 bytes.";
    }
}
