namespace Baton.IntegrationTests.Mcp;

/// <summary>One MCP server for all tests of a class that need a tool and not a server's start.</summary>
public sealed class WarehouseFixture : IAsyncLifetime
{
    private McpHttpServer? server;

    /// <summary>Its address.</summary>
    public Uri Url => server!.Url;

    public async ValueTask InitializeAsync() => server = await McpHttpServer.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => server!.DisposeAsync();
}
