namespace Baton.Email;

/// <summary>The mail server and the sender of e-mail.</summary>
public sealed record SmtpOptions
{
    /// <summary>The server.</summary>
    public required string Host { get; init; }

    /// <summary>Its port. Default: 587, for mail submission (RFC 6409); with <see cref="SmtpSecurity.Tls"/> 465 is usual.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected. Default: <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>The sender: an address such as <c>support@example.com</c>, or <c>Support &lt;support@example.com&gt;</c>.</summary>
    public required string From { get; init; }

    /// <summary>The user; null for a server without authentication. Default: null.</summary>
    public string? User { get; init; }

    /// <summary>The user's password. Default: null.</summary>
    public string? Password { get; init; }

    /// <summary>How many e-mails are sent at once. Default: 4.</summary>
    public int AtOnce { get; init; } = 4;
}

/// <summary>How a connection to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>The connection must switch to TLS before anything is sent.</summary>
    StartTls,

    /// <summary>The connection uses TLS from its beginning.</summary>
    Tls,

    /// <summary>No protection: for a server on this machine.</summary>
    None,
}
