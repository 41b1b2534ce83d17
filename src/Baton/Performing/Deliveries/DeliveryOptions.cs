using Baton.Performing.Deliveries.Emails;

namespace Baton.Performing.Deliveries;

/// <summary>What a process needs to tell the outside, beside what the team says.</summary>
public sealed class DeliveryOptions
{
    /// <summary>Reads a variable that holds a secret. Default: this process's environment.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Sends e-mail; <c>Baton.Email</c> has one that does so over SMTP. Default: null, and each e-mail counts as failed.</summary>
    public SendEmail? SendEmail { get; init; }
}
