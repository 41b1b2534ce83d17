using Microsoft.Extensions.Logging;

namespace Baton.Texts.Clearances;

/// <summary>
/// Loggers that hide sensitive data: in the values of a message and in what an exception says. What a tool or a provider throws may hold a
/// card number, a password or a key, and a log is read by people without clearance.
/// </summary>
internal sealed class MaskedLoggers(ILoggerFactory loggers, Masking masking) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new MaskedLogger(loggers.CreateLogger(categoryName), masking);

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    // The host made the factory, and disposes it.
    public void Dispose() { }

    private sealed class MaskedLogger(ILogger logger, Masking masking) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
                return;
            var message = formatter(state, null);
            var masked = new MaskedState(state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], message, masking);
            logger.Log(
                logLevel,
                eventId,
                masked,
                exception is null ? null : new MaskedException(exception, masking),
                static (state, _) => state.ToString()
            );
        }
    }

    // The template is the program's own. Only its texts come from outside; ids and numbers stay.
    private sealed class MaskedState : List<KeyValuePair<string, object?>>
    {
        private const string Template = "{OriginalFormat}";

        private readonly string message;

        public MaskedState(IReadOnlyList<KeyValuePair<string, object?>> values, string message, Masking masking)
            : base(values.Count)
        {
            foreach (var (name, value) in values)
            {
                if (value is not string text || name == Template)
                {
                    Add(new(name, value));
                    continue;
                }

                var masked = MaskedException.Masked(text, masking);
                if (!ReferenceEquals(text, masked))
                    message = message.Replace(text, masked, StringComparison.Ordinal);
                Add(new(name, masked));
            }

            this.message = values.Count == 0 ? MaskedException.Masked(message, masking) : message;
        }

        public override string ToString() => message;
    }
}
