using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Baton.IntegrationTests.Mcp;

/// <summary>What Baton logs, for tests that wait until something is logged.</summary>
internal sealed class LogLines : ILoggerFactory, ILogger
{
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    /// <summary>Waits for a line with that text.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        await foreach (var line in lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException("The log ended.");
    }

    public ILogger CreateLogger(string categoryName) =>
        categoryName == "Baton" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => lines.Writer.TryWrite(formatter(state, exception));

    public void Dispose() => lines.Writer.TryComplete();
}
