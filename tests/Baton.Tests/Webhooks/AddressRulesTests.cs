using System.Net;
using Baton.Teams.Deliveries;
using Baton.Webhooks;

namespace Baton.Tests.Webhooks;

/// <summary>What is inside a network is called only by its own name.</summary>
public sealed class AddressRulesTests
{
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

        Assert.False(AddressRules.Allows(Listing("*.partner.example"), url, IPAddress.Parse(address)));
        Assert.True(AddressRules.Allows(Listing("hooks.partner.example"), url, IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void An_address_of_the_open_internet_is_called(string address) =>
        Assert.True(
            AddressRules.Allows(Listing("*.partner.example"), new Uri("https://hooks.partner.example/x"), IPAddress.Parse(address))
        );

    [Fact]
    public void Without_https_nothing_but_this_machine_is_called()
    {
        var policy = Listing("localhost");

        Assert.True(AddressRules.Allows(policy, new Uri("http://localhost:9/"), IPAddress.Loopback));
        Assert.False(AddressRules.Allows(policy, new Uri("http://localhost:9/"), IPAddress.Parse("10.0.0.1")));
    }

    private static DeliveryPolicy Listing(string host) => new() { Hosts = [host] };
}
