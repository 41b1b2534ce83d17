namespace Baton.Email;

/// <summary>Where e-mail is handed in, and by whom it is sent.</summary>
public sealed record SmtpOptions
{
    /// <summary>The server.</summary>
    public required string Host { get; init; }

    /// <summary>Its port. Default: 587, for handing in mail (RFC 6409); with <see cref="SmtpSecurity.Tls"/> 465 is usual.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected. Default: <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Who sends: an address such as <c>support@example.com</c>, or <c>Support &lt;support@example.com&gt;</c>.</summary>
    public required string From { get; init; }

    /// <summary>The user; null for a server that asks for none. Default: null.</summary>
    public string? User { get; init; }

    /// <summary>The user's password. Default: null.</summary>
    public string? Password { get; init; }

    /// <summary>How many e-mails are sent at once. Default: 4.</summary>
    public int AtOnce { get; init; } = 4;
}

/// <summary>How a connection to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>It must turn to TLS before anything is sent.</summary>
    StartTls,

    /// <summary>It is TLS from its beginning.</summary>
    Tls,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}
