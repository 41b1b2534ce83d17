using System.Globalization;
using Baton.Cli.Output;
using Baton.Email;
using Baton.Performing.Deliveries;

namespace Baton.Cli.Serving;

/// <summary>The mail server from the <c>BATON_SMTP_*</c> environment variables, if they name one.</summary>
internal sealed class MailVariables : IDisposable
{
    private const string Host = "BATON_SMTP_HOST";
    private const string Port = "BATON_SMTP_PORT";
    private const string Security = "BATON_SMTP_SECURITY";
    private const string From = "BATON_SMTP_FROM";
    private const string User = "BATON_SMTP_USER";
    private const string Password = "BATON_SMTP_PASSWORD";

    private static readonly (string Word, SmtpSecurity Security)[] Securities =
    [
        ("starttls", SmtpSecurity.StartTls),
        ("tls", SmtpSecurity.Tls),
        ("none", SmtpSecurity.None),
    ];

    private readonly SmtpSender? sender;

    private MailVariables(SmtpSender? sender) => this.sender = sender;

    /// <summary>Sends e-mail over that server; null if none is named.</summary>
    public Func<EmailMessage, CancellationToken, Task<DeliveryResult>>? SendEmail => sender is null ? null : sender.SendAsync;

    /// <summary>Reads the variables.</summary>
    /// <exception cref="BadInputException">One of them is not valid.</exception>
    public static MailVariables Read(Func<string, string?> environment)
    {
        if (Value(environment, Host) is not { } host)
            return new MailVariables(null);
        var from =
            Value(environment, From)
            ?? throw new BadInputException($"{From} is not set. {Host} also needs a sender, such as support@example.com.");
        var options = new SmtpOptions
        {
            Host = host,
            From = from,
            User = Value(environment, User),
            Password = environment(Password),
            Security = SecurityIn(environment),
        };
        try
        {
            return new MailVariables(new SmtpSender(Value(environment, Port) is { } port ? options with { Port = PortIn(port) } : options));
        }
        catch (ArgumentException)
        {
            throw new BadInputException($"{From} is '{from}', which is not an e-mail address such as name@example.com.");
        }
    }

    public void Dispose() => sender?.Dispose();

    private static string? Value(Func<string, string?> environment, string variable) =>
        environment(variable)?.Trim() is { Length: > 0 } value ? value : null;

    private static int PortIn(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            ? port
            : throw new BadInputException($"{Port} is '{text}', which is not a port from 1 to 65535.");

    private static SmtpSecurity SecurityIn(Func<string, string?> environment)
    {
        if (Value(environment, Security) is not { } text)
            return SmtpSecurity.StartTls;
        return Securities.FirstOrDefault(security => security.Word == text) is { Word: not null } known
            ? known.Security
            : throw new BadInputException(
                $"{Security} is '{text}'. Use one of {string.Join(", ", Securities.Select(security => security.Word))}."
            );
    }
}
