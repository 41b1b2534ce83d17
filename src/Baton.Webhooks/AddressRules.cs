using System.Net;
using System.Net.Sockets;
using Baton.Teams.Deliveries;

namespace Baton.Webhooks;

/// <summary>
/// Separates addresses on the open internet from internal ones. A host that is allowed by a wildcard is called only on the open internet,
/// so that nobody's name server can lead Baton to an internal address.
/// </summary>
internal static class AddressRules
{
    // IANA's registries of special-purpose addresses (iana-ipv4-special-registry, iana-ipv6-special-registry), multicast, and the IPv6
    // forms that embed an IPv4 address.
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // All but 2000::/3, from which every public address of IPv6 is.
            "::/3",
            "4000::/2",
            "8000::/1",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an allowed host may be called at an address.</summary>
    public static bool Allows(DeliveryPolicy policy, Uri url, IPAddress address) =>
        url.Scheme == Uri.UriSchemeHttp ? IPAddress.IsLoopback(Plain(address)) : IsPublic(address) || policy.Lists(url);

    private static bool IsPublic(IPAddress address)
    {
        var plain = Plain(address);
        return !Inside.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    private static IPAddress Plain(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
