using System.Net;
using Baton.Teams.Deliveries;

namespace Baton.Tests.Deliveries;

/// <summary>Only hosts that are named are called, and what is inside a network only by its own name.</summary>
public sealed class HostRulesTests
{
    [Theory]
    [InlineData("https://hooks.example.com/baton", true)]
    [InlineData("https://HOOKS.example.com:8443/baton", true)]
    [InlineData("https://a.partner.example/x", true)]
    [InlineData("https://partner.example/x", false)]
    [InlineData("https://evilpartner.example/x", false)]
    [InlineData("https://hooks.example.com.evil.example/x", false)]
    [InlineData("https://other.example.com/x", false)]
    [InlineData("https://hooks.example.com@evil.example/x", false)]
    [InlineData("https://user:pw@hooks.example.com/x", false)]
    [InlineData("http://hooks.example.com/x", false)]
    [InlineData("ftp://hooks.example.com/x", false)]
    [InlineData("http://127.0.0.1:8080/x", true)]
    [InlineData("http://127.0.0.2:8080/x", false)]
    [InlineData("http://[::1]:8080/x", true)]
    [InlineData("http://10.0.0.5/x", false)]
    [InlineData("https://10.0.0.5/x", true)]
    public void A_host_must_be_named_and_spoken_to_in_confidence(string url, bool isAllowed) =>
        Assert.Equal(isAllowed, new HostRules(["hooks.example.com", "*.partner.example", "127.0.0.1", "::1", "10.0.0.5"]).Check(new Uri(url)) is null);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void An_address_inside_is_not_called_unless_its_host_is_named_itself(string address)
    {
        var url = new Uri("https://hooks.partner.example/x");

        Assert.False(new HostRules(["*.partner.example"]).Allows(url, IPAddress.Parse(address)));
        Assert.True(new HostRules(["hooks.partner.example"]).Allows(url, IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void An_address_of_the_open_internet_is_called(string address) =>
        Assert.True(new HostRules(["*.partner.example"]).Allows(new Uri("https://hooks.partner.example/x"), IPAddress.Parse(address)));

    [Fact]
    public void Without_https_nothing_but_this_machine_is_called()
    {
        var hosts = new HostRules(["localhost"]);

        Assert.True(hosts.Allows(new Uri("http://localhost:9/"), IPAddress.Loopback));
        Assert.False(hosts.Allows(new Uri("http://localhost:9/"), IPAddress.Parse("10.0.0.1")));
    }

    [Theory]
    [InlineData("hooks.example.com", true)]
    [InlineData("*.example.com", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("*", false)]
    [InlineData("*.10.0.0.5", false)]
    [InlineData("*.*.example.com", false)]
    [InlineData("https://hooks.example.com", false)]
    [InlineData("hooks.example.com/x", false)]
    [InlineData("", false)]
    public void A_list_of_hosts_has_names_and_nothing_else(string entry, bool isHost) => Assert.Equal(isHost, HostRules.CheckEntry(entry) is null);
}
