namespace Baton.Teams.Deliveries;

/// <summary>Where deliveries may go, and how often they are tried.</summary>
public sealed record DeliveryPolicy
{
    internal static readonly DeliveryPolicy Default = new();

    /// <summary>
    /// The hosts that webhooks may use: names such as <c>hooks.example.com</c>, or <c>*.example.com</c> for everything under one. Internal
    /// addresses, including this machine's, are called only for a host that is listed here by its own name. Default: none, so no webhook.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// The wait before each attempt after the first. After the last attempt the delivery is a dead letter. Up to a tenth is added at
    /// random, so that deliveries that failed together are not repeated together. Default: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h
    /// and 24 h, the example of Standard Webhooks.
    /// </summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How long one attempt may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest answer to a webhook, in bytes; a longer one counts as failed. Default: 65,536.</summary>
    public int MaximumAnswerBytes { get; init; } = 65_536;

    /// <summary>What is wrong with an entry of <see cref="Hosts"/>, or null.</summary>
    public static string? CheckHost(string host) => HostRules.CheckEntry(host);

    /// <summary>Why webhooks may not be at an address; null when they may.</summary>
    public string? CheckUrl(Uri url) => new HostRules(Hosts).Check(url);

    /// <summary>Whether <see cref="Hosts"/> names an address's host itself, so that it may be called inside the network too.</summary>
    public bool Lists(Uri url) => new HostRules(Hosts).Lists(url);

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
