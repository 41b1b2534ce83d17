using Baton.Mcp;

namespace Baton.Tests.Mcp;

public sealed class McpNamesTests
{
    private static readonly string Long = new('x', 70);

    [Theory]
    [InlineData("", "read", "read")]
    [InlineData("fs_", "files.read", "fs_files_read")]
    [InlineData("", "files/read v2", "files_read_v2")]
    [InlineData("", "größe", "gr__e")]
    public void A_name_becomes_one_that_providers_accept(string prefix, string name, string called) =>
        Assert.Equal(called, McpNames.For(prefix, name));

    [Fact]
    public void Names_that_would_be_the_same_stay_apart_whatever_their_order()
    {
        string[] names = ["a.b", "a/b", "a_b", Long + "1", Long + "2"];

        var (there, back) = (McpNames.Of("", names), McpNames.Of("", names.Reverse()));

        Assert.Equal(there.OrderBy(pair => pair.Key), back.OrderBy(pair => pair.Key));
        Assert.Equal(names.Length, there.Values.Distinct().Count());
        Assert.Equal("a_b", there["a_b"]);
        Assert.All(there.Values, name => Assert.Matches("^[A-Za-z0-9_-]{1,64}$", name));
        Assert.StartsWith("a_b_", there["a.b"], StringComparison.Ordinal);
    }
}
