using Microsoft.Extensions.Logging;

namespace Baton.Simulation.Running;

/// <summary>Keeps what the runtime logs, for whoever looks into a world.</summary>
internal sealed class RecordedLogs : ILoggerFactory, ILogger
{
    private readonly List<string> lines = [];

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It keeps all lines itself.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) =>
        lines.Add(
            exception is null
                ? formatter(state, exception)
                : $"{formatter(state, exception)} {exception.GetType().Name}: {exception.Message}"
        );

    public void Dispose() { }
}
