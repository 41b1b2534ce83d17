using Baton.Teams.Deliveries;

namespace Baton.Tests.Deliveries;

/// <summary>Only hosts that are listed are called.</summary>
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
        Assert.Equal(
            isAllowed,
            new HostRules(["hooks.example.com", "*.partner.example", "127.0.0.1", "::1", "10.0.0.5"]).Check(new Uri(url)) is null
        );

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
    public void A_list_of_hosts_has_names_and_nothing_else(string entry, bool isHost) =>
        Assert.Equal(isHost, HostRules.CheckEntry(entry) is null);
}
