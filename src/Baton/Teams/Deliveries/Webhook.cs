namespace Baton.Teams.Deliveries;

/// <summary>Where signed messages about a desk's tickets go, by Standard Webhooks.</summary>
/// <param name="Url">
/// The address: https, or http on this machine. Its host must be among <see cref="DeliveryPolicy.Hosts"/>.
/// </param>
/// <param name="SecretVariable">
/// The name of the environment variable that holds the secret, <c>whsec_</c> and 24 to 64 bytes in base64; or several with spaces between
/// them while secrets are exchanged. Messages are signed with all of them, and a system's callbacks with any.
/// </param>
public sealed record Webhook(Uri Url, string SecretVariable)
{
    /// <summary>What is wrong with <see cref="SecretVariable"/>, or null.</summary>
    public static string? CheckVariable(string name) => DeliveryRules.CheckVariable(name);
}
