using System.Net;

namespace Baton.Teams.Deliveries;

/// <summary>Which hosts may be called: those that are listed, over https; over http only this machine.</summary>
internal sealed class HostRules(IReadOnlyList<string> hosts)
{
    private const string Wildcard = "*.";

    /// <summary>What is wrong with an entry of the list, or null.</summary>
    public static string? CheckEntry(string host)
    {
        var name = host.StartsWith(Wildcard, StringComparison.Ordinal) ? host[Wildcard.Length..] : host;
        return
            Uri.CheckHostName(name) == UriHostNameType.Unknown
            || (name.Length < host.Length && Uri.CheckHostName(name) != UriHostNameType.Dns)
            ? $"'{host}' is not a host: write a name such as hooks.example.com or *.example.com, without https:// and path"
            : null;
    }

    /// <summary>What is wrong with an address to call, or null.</summary>
    public string? Check(Uri url)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return $"'{url}' is not an address that can be called: it begins with https://";
        if (url.UserInfo.Length > 0)
            return $"'{url.Host}' is called without a user name: leave it out of the address";
        if (url.Scheme == Uri.UriSchemeHttp && !IsThisMachine(url.IdnHost))
            return $"'{url.Host}' is called by https only; http is for this machine";
        return Lists(url) || hosts.Any(host => IsUnder(url.IdnHost, host))
            ? null
            : $"the host '{url.Host}' is not among those that may be called: add it to the hosts";
    }

    /// <summary>Whether the list has the host itself, and not only a wildcard above it.</summary>
    public bool Lists(Uri url) =>
        hosts.Any(host => host.Trim('[', ']').Equals(url.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (
            IPAddress.TryParse(host.Trim('[', ']'), out var address)
            && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        );

    private static bool IsUnder(string name, string host) =>
        host.StartsWith(Wildcard, StringComparison.Ordinal) && name.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase);
}
