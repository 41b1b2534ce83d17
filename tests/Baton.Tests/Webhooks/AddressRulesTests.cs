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
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("64:ff9b:2::a00:1")]
    [InlineData("2001:0:a00:1::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("4000::1")]
    [InlineData("5f00::1")]
    [InlineData("8000::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("100.127.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.88.99.1")]
    [InlineData("239.255.255.255")]
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
    [InlineData("2a00:1450:4001::1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("223.255.255.254")]
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

    [Theory]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://hooks.partner.example/")]
    [InlineData("https://partner.example/")]
    [InlineData("https://evilpartner.example/")]
    [InlineData("https://hooks.partner.example.evil.example/")]
    [InlineData("https://hooks.partner.example@evil.example/")]
    [InlineData("https://evil.example#hooks.partner.example")]
    [InlineData("https://evil.example/\\.partner.example/")]
    [InlineData("https://me:secret@hooks.partner.example/")]
    [InlineData("ftp://hooks.partner.example/")]
    [InlineData("file:///hooks.partner.example")]
    [InlineData("gopher://hooks.partner.example/")]
    public void An_address_written_to_look_like_an_allowed_one_is_not_called(string url) =>
        Assert.NotNull(Listing("*.partner.example").CheckUrl(new Uri(url)));

    private static DeliveryPolicy Listing(string host) => new() { Hosts = [host] };
}
