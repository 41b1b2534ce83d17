using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace Baton.Mcp;

/// <summary>Makes the transport to a server: a process, or HTTP.</summary>
internal static class McpTransports
{
    // How long a process may take to end by itself before it is killed.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    public static IClientTransport To(McpConnection connection, ErrorLines errors, ILoggerFactory? loggers)
    {
        if (connection.Url is { } url)
        {
            var options = new HttpClientTransportOptions
            {
                Endpoint = url,
                Name = connection.Name,
                AdditionalHeaders = new Dictionary<string, string>(connection.Headers),
                ConnectionTimeout = connection.StartTimeout,
            };
            return new SendWatch(new HttpClientTransport(options, loggers), isProcess: false);
        }

        var process = new StdioClientTransport(
            new StdioClientTransportOptions
            {
                Name = connection.Name,
                Command = connection.Command!,
                Arguments = [.. connection.Arguments],
                WorkingDirectory = connection.Folder,
                InheritEnvironmentVariables = false,
                EnvironmentVariables = Environment(connection),
                StandardErrorLines = errors.Add,
                ShutdownTimeout = ShutdownTimeout,
            },
            loggers
        );
        return new SendWatch(process, isProcess: true);
    }

    /// <summary>What the server was given and nobody else may read.</summary>
    public static IEnumerable<string> Secrets(McpConnection connection) =>
        connection
            .Environment.Values.Concat(connection.Headers.Values)
            .Concat(connection.Inherit.Select(System.Environment.GetEnvironmentVariable).OfType<string>());

    /// <summary>A server sees what it is given: never the keys of model providers that Baton itself runs with.</summary>
    private static Dictionary<string, string?> Environment(McpConnection connection)
    {
        var variables = StdioClientTransportOptions.GetDefaultEnvironmentVariables();
        foreach (var name in connection.Inherit)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
                variables[name] = value;
        }

        foreach (var (name, value) in connection.Environment)
            variables[name] = value;
        return variables;
    }
}
