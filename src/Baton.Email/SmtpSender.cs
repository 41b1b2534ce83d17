using System.Net.Sockets;
using Baton.Performing.Deliveries;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Baton.Email;

/// <summary>Sends e-mail over SMTP. Pass its <see cref="SendAsync"/> as <see cref="RuntimeOptions.SendEmail"/>.</summary>
public sealed class SmtpSender : IDisposable
{
    private readonly SmtpOptions options;
    private readonly MailboxAddress from;
    private readonly SemaphoreSlim slots;

    /// <summary>Creates a sender. It does not connect yet.</summary>
    /// <param name="options">The server and the sender's address.</param>
    /// <exception cref="ArgumentException">The sender's address is invalid, or a number is out of range.</exception>
    public SmtpSender(SmtpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Host);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AtOnce, 1);
        this.options = options;
        from = AddressIn(options.From) is { } address
            ? address
            : throw new ArgumentException(
                $"'{options.From}' is not an address to send from: write it as name@example.com.",
                nameof(options)
            );
        slots = new SemaphoreSlim(options.AtOnce, options.AtOnce);
    }

    /// <summary>Sends an e-mail.</summary>
    /// <param name="message">The e-mail.</param>
    /// <param name="cancellationToken">Gives up; the server may have accepted the e-mail anyway.</param>
    /// <returns>The result. A failure is final if the server would refuse the e-mail again.</returns>
    public async Task<DeliveryResult> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var to = message.To.Select(AddressIn).OfType<MailboxAddress>().ToList();
        if (to.Count < message.To.Count)
            return new DeliveryResult { Problem = "one of the addresses is not valid", IsFinal = true };
        using var mail = Written(message, to);
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var client = new SmtpClient();
            return await HandInAsync(client, mail, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => slots.Dispose();

    private MimeMessage Written(EmailMessage message, List<MailboxAddress> to)
    {
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            MessageId = $"{message.Id}@{from.Domain}",
            Body = new TextPart("plain") { Text = message.Text },
        };
        mail.From.Add(from);
        // Out-of-office assistants should not answer (RFC 3834).
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.To.AddRange(to);
        return mail;
    }

    private async Task<DeliveryResult> HandInAsync(SmtpClient client, MimeMessage mail, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(options.Host, options.Port, SecurityOf(options.Security), cancellationToken).ConfigureAwait(false);
            if (options.User is { } user)
                await client.AuthenticateAsync(user, options.Password ?? "", cancellationToken).ConfigureAwait(false);
            await client.SendAsync(mail, cancellationToken).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
            return DeliveryResult.Delivered;
        }
        catch (SmtpCommandException refused)
        {
            // A 5xx code is permanent (RFC 5321, 4.2.1). The text beside it may contain an address, so it is left out.
            return new DeliveryResult
            {
                Problem = $"the mail server answered {(int)refused.StatusCode}",
                IsFinal = (int)refused.StatusCode >= 500,
            };
        }
        catch (AuthenticationException)
        {
            return new DeliveryResult { Problem = "the mail server rejected the user and password" };
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or SocketException
                        or ProtocolException
                        or SslHandshakeException
                        or ServiceNotConnectedException
                        or NotSupportedException
            )
        {
            return new DeliveryResult { Problem = $"the connection to the mail server failed ({failure.GetType().Name})" };
        }
    }

    // A name without a domain is local to the server and not an address for anybody else.
    private static MailboxAddress? AddressIn(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Domain.Length > 0 ? address : null;

    private static SecureSocketOptions SecurityOf(SmtpSecurity security) =>
        security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
}
