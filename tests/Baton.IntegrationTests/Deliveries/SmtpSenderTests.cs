using Baton.Email;
using Baton.Journals.Deliveries;
using Baton.Performing.Deliveries;
using Baton.Tests.Deliveries;
using Baton.Texts.Clearances;
using MimeKit;

namespace Baton.IntegrationTests.Deliveries;

/// <summary>Notices reach a mail server, whole and once, and what it answers decides whether they are tried again.</summary>
public sealed class SmtpSenderTests
{
    private static readonly EmailMessage Message = new()
    {
        Id = "c1-1-7-email",
        To = ["team@example.com", "lead@example.com"],
        Subject = "Ticket c1-1 waits at people",
        Text = "Größe: überfällig\n.\nRCPT TO:<evil@example.com>\nEnd.\n",
    };

    [Fact]
    public async Task An_email_arrives_as_it_was_written()
    {
        await using var server = new LoopbackSmtp();
        using var sender = SenderTo(server);
        var result = await sender.SendAsync(Message, default);

        Assert.Equal(DeliveryResult.Delivered, result);
        var mail = Assert.Single(server.Mails);
        Assert.Contains("<support@example.com>", mail.From, StringComparison.Ordinal);
        Assert.Equal(["RCPT TO:<team@example.com>", "RCPT TO:<lead@example.com>"], mail.To);
        using var data = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.Data));
        var read = await MimeMessage.LoadAsync(data);
        Assert.Equal(
            (Message.Subject, Message.Text, "c1-1-7-email@example.com", "auto-generated"),
            (read.Subject, read.TextBody!.ReplaceLineEndings("\n"), read.MessageId, read.Headers[HeaderId.AutoSubmitted])
        );
    }

    [Theory]
    [InlineData("Ticket\r\nBcc: evil@example.com")]
    [InlineData("Ticket\nBcc: evil@example.com")]
    [InlineData("Ticket\rBcc: evil@example.com")]
    [InlineData("Ticket\r\n\r\nBcc: evil@example.com")]
    [InlineData("Ticket\r\n Bcc: evil@example.com")]
    [InlineData("Ticket ö\r\nBcc: evil@example.com")]
    [InlineData("=?utf-8?q?Ticket=0D=0ABcc:_evil@example.com?=")]
    public async Task A_subject_adds_no_header_and_no_receiver(string subject)
    {
        await using var server = new LoopbackSmtp();
        using var sender = SenderTo(server);
        await sender.SendAsync(Message with { Subject = subject }, default);

        var mail = Assert.Single(server.Mails);
        Assert.Equal(["RCPT TO:<team@example.com>", "RCPT TO:<lead@example.com>"], mail.To);
        using var data = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.Data));
        var read = await MimeMessage.LoadAsync(data);
        Assert.Empty(read.Bcc);
        Assert.Equal(Message.Text, read.TextBody!.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("team@example.com\r\nBcc: evil@example.com")]
    [InlineData("team@example.com>\r\nRCPT TO:<evil@example.com")]
    [InlineData("team@example.com, evil@example.com")]
    [InlineData("team@example.com\0")]
    [InlineData("team\r\n@example.com")]
    public async Task An_address_is_one_receiver_or_none(string address)
    {
        await using var server = new LoopbackSmtp();
        using var sender = SenderTo(server);
        await sender.SendAsync(Message with { To = [address] }, default);

        Assert.All(server.Mails, mail => Assert.Equal(["RCPT TO:<team@example.com>"], mail.To));
        Assert.All(server.Mails, mail => Assert.DoesNotContain("evil", mail.Data.Split("Größe")[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RCPT", "550 No such user hunter2planted", true, "the mail server answered 550")]
    [InlineData("RCPT", "450 Busy", false, "the mail server answered 450")]
    [InlineData("MAIL", "421 Later", false, "the mail server answered 421")]
    [InlineData("DATA", "554 No", true, "the mail server answered 554")]
    public async Task What_the_server_answers_says_whether_it_is_tried_again(string verb, string answer, bool isFinal, string told)
    {
        await using var server = new LoopbackSmtp
        {
            Answer = line => line.StartsWith(verb, StringComparison.OrdinalIgnoreCase) ? answer : null,
        };
        using var sender = SenderTo(server);

        var result = await sender.SendAsync(Message, default);

        Assert.Equal((isFinal, told), (result.IsFinal, result.Problem));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_server_that_hangs_up_or_is_not_there_is_tried_again()
    {
        int port;
        await using (var server = new LoopbackSmtp { Answer = line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "" : null })
        {
            port = server.Port;
            using var cut = SenderTo(server);
            AssertIsTriedAgain(await cut.SendAsync(Message, default));
        }

        using var nobody = new SmtpSender(
            new SmtpOptions
            {
                Host = "127.0.0.1",
                Port = port,
                Security = SmtpSecurity.None,
                From = "support@example.com",
            }
        );
        AssertIsTriedAgain(await nobody.SendAsync(Message, default));
    }

    [Fact]
    public async Task Without_tls_nothing_is_sent_unless_that_is_said()
    {
        await using var server = new LoopbackSmtp();
        using var sender = new SmtpSender(
            new SmtpOptions
            {
                Host = "127.0.0.1",
                Port = server.Port,
                From = "support@example.com",
            }
        );

        AssertIsTriedAgain(await sender.SendAsync(Message, default));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_ticket_is_told_of_by_email_and_no_secret_with_it()
    {
        await using var server = new LoopbackSmtp();
        using var sender = SenderTo(server);
        var shop = new NewsTeam(
            new Desk
            {
                Name = "people",
                Emails = ["team@example.com"],
                Clearance = Clearance.Normal,
                Link = "https://desk.example.com/{ticket}",
            }
        )
        {
            SendEmail = sender.SendAsync,
        };
        await shop.EscalateAsync();
        await shop.Runtime().ServeDueAsync();

        var mail = Assert.Single(server.Mails);
        Assert.Contains("https://desk.example.com/c1-1", mail.Data, StringComparison.Ordinal);
        Assert.Contains("[card ending 4242]", mail.Data, StringComparison.Ordinal);
        Assert.All(NewsTeam.Secrets, secret => Assert.DoesNotContain(secret, mail.Data, StringComparison.Ordinal));
        Assert.Equal(DeliveryOutcome.Delivered, (await shop.AttemptsAsync())[^1].Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    public void A_sender_has_an_address(string from) =>
        Assert.Throws<ArgumentException>(() => new SmtpSender(new SmtpOptions { Host = "127.0.0.1", From = from }));

    private static void AssertIsTriedAgain(DeliveryResult result) =>
        Assert.Equal((true, false), (result.Problem is not null, result.IsFinal));

    private static SmtpSender SenderTo(LoopbackSmtp server) =>
        new(
            new SmtpOptions
            {
                Host = "127.0.0.1",
                Port = server.Port,
                Security = SmtpSecurity.None,
                From = "Support <support@example.com>",
            }
        );
}
