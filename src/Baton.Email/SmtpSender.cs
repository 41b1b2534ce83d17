using System.Net.Sockets;
using Baton.Performing.Deliveries;
using Baton.Performing.Deliveries.Emails;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Baton.Email;

/// <summary>Sends e-mail over SMTP: its <see cref="SendAsync"/> is what <see cref="DeliveryOptions.SendEmail"/> takes.</summary>
public sealed class SmtpSender : IDisposable
{
    private readonly SmtpOptions options;
    private readonly MailboxAddress from;
    private readonly SemaphoreSlim slots;

    /// <summary>Makes a sender; nothing is connected yet.</summary>
    /// <param name="options">The server and the sender's address.</param>
    /// <exception cref="ArgumentException">The sender's address is none, or a number is out of range.</exception>
    public SmtpSender(SmtpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Host);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AtOnce, 1);
        this.options = options;
        from = AddressIn(options.From) is { } address
            ? address
            : throw new ArgumentException($"'{options.From}' is not an address to send from: write it as name@example.com.", nameof(options));
        slots = new SemaphoreSlim(options.AtOnce, options.AtOnce);
    }

    /// <summary>Sends an e-mail.</summary>
    /// <param name="message">The e-mail.</param>
    /// <param name="cancellationToken">Gives it up; the server may have it all the same.</param>
    /// <exception cref="DeliveryException">It was not sent. It is final when the server will not take it another time either.</exception>
    public async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var mail = Written(message);
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var client = new SmtpClient();
            await HandInAsync(client, mail, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => slots.Dispose();

    private MimeMessage Written(EmailMessage message)
    {
        var mail = new MimeMessage { Subject = message.Subject, MessageId = $"{message.Id}@{from.Domain}", Body = new TextPart("plain") { Text = message.Text } };
        mail.From.Add(from);
        // No answer of an out-of-office assistant is wanted (RFC 3834).
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        foreach (var to in message.To)
        {
            mail.To.Add(AddressIn(to) ?? throw new DeliveryException("one of the addresses is not valid", isFinal: true));
        }

        return mail;
    }

    private async Task HandInAsync(SmtpClient client, MimeMessage mail, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(options.Host, options.Port, SecurityOf(options.Security), cancellationToken).ConfigureAwait(false);
            if (options.User is { } user)
                await client.AuthenticateAsync(user, options.Password ?? "", cancellationToken).ConfigureAwait(false);
            await client.SendAsync(mail, cancellationToken).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpCommandException refused)
        {
            // A code of 5xx is for good (RFC 5321, 4.2.1). What the server says beside it may repeat an address.
            throw new DeliveryException($"the mail server answered {(int)refused.StatusCode}", isFinal: (int)refused.StatusCode >= 500, refused);
        }
        catch (AuthenticationException refused)
        {
            throw new DeliveryException("the mail server rejected the user and password", isFinal: false, refused);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ProtocolException or SslHandshakeException or ServiceNotConnectedException or NotSupportedException)
        {
            throw new DeliveryException($"the connection to the mail server failed ({failure.GetType().Name})", isFinal: false, failure);
        }
    }

    // A name alone is one of the server's own, and no address for anybody else.
    private static MailboxAddress? AddressIn(string text) => MailboxAddress.TryParse(text, out var address) && address.Domain.Length > 0 ? address : null;

    private static SecureSocketOptions SecurityOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
