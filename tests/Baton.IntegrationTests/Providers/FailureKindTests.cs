using System.Globalization;
using Baton.Journals.Entries;
using Baton.Loopback;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;
using static Baton.IntegrationTests.Providers.Chats;

namespace Baton.IntegrationTests.Providers;

/// <summary>What each provider's errors mean, as its official SDK throws them.</summary>
public sealed class FailureKindTests
{
    private static readonly DateTimeOffset Date = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    public static TheoryData<Dialect, bool, int, string, FailureCause> Statuses
    {
        get
        {
            (int Status, string Kind, FailureCause Cause)[] statuses =
            [
                (400, nameof(ModelFailureKind.CallersFault), FailureCause.BadRequest),
                (401, nameof(ModelFailureKind.Permanent), FailureCause.ModelDenied),
                (403, nameof(ModelFailureKind.Permanent), FailureCause.ModelDenied),
                (404, nameof(ModelFailureKind.Permanent), FailureCause.ModelDenied),
                (408, nameof(ModelFailureKind.Transient), FailureCause.ModelTimeout),
                (409, nameof(ModelFailureKind.Transient), FailureCause.ModelError),
                (413, nameof(ModelFailureKind.ContextTooLong), FailureCause.ContextTooLong),
                (429, nameof(ModelFailureKind.Transient), FailureCause.Overloaded),
                (500, nameof(ModelFailureKind.Transient), FailureCause.ModelError),
                (503, nameof(ModelFailureKind.Transient), FailureCause.Overloaded),
                (504, nameof(ModelFailureKind.Transient), FailureCause.ModelTimeout),
                (529, nameof(ModelFailureKind.Transient), FailureCause.Overloaded),
            ];
            var data = new TheoryData<Dialect, bool, int, string, FailureCause>();
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                foreach (var streaming in new[] { false, true })
                {
                    foreach (var (status, kind, cause) in statuses)
                        data.Add(dialect, streaming, status, kind, cause);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Statuses))]
    public async Task A_status_is_one_request_and_means_the_same_everywhere(
        Dialect dialect,
        bool streaming,
        int status,
        string kind,
        FailureCause cause
    )
    {
        var (failure, requests) = await FailAsync(dialect, streaming, _ => ScriptedReply.Fails(status, "It failed."));

        Assert.Equal((kind, cause), (failure.Kind.ToString(), failure.Cause));
        Assert.Equal(1, requests);
    }

    [Theory, MemberData(nameof(Everywhere), MemberType = typeof(Chats))]
    public async Task Retry_after_is_read_as_seconds_and_as_a_date(Dialect dialect, bool streaming)
    {
        var (seconds, _) = await FailAsync(dialect, streaming, _ => new() { Failure = new(429, "Slow down.", RetryAfter: "7") });
        var (date, _) = await FailAsync(
            dialect,
            streaming,
            _ => new() { Failure = new(529, "Slow down.", RetryAfter: Date.ToString("R", CultureInfo.InvariantCulture)) }
        );

        Assert.Equal(TimeSpan.FromSeconds(7), seconds.RetryAfter);
        Assert.Equal(Date, date.RetryAt);
    }

    [Theory, MemberData(nameof(Everywhere), MemberType = typeof(Chats))]
    public async Task A_connection_that_breaks_passes(Dialect dialect, bool streaming)
    {
        var (failure, _) = await FailAsync(
            dialect,
            streaming,
            _ => ScriptedReply.Says("Your refund is on its way.") with { BreaksOff = true }
        );

        Assert.Equal((nameof(ModelFailureKind.Transient), FailureCause.ModelError), (failure.Kind.ToString(), failure.Cause));
    }

    [Theory]
    [InlineData(Dialect.Anthropic, FailureCause.Overloaded)]
    [InlineData(Dialect.OpenAI, FailureCause.ModelError)]
    [InlineData(Dialect.Ollama, FailureCause.ModelError)]
    public async Task An_error_in_the_middle_of_a_stream_passes(Dialect dialect, FailureCause cause)
    {
        var (failure, _) = await FailAsync(
            dialect,
            streaming: true,
            _ => ScriptedReply.Says("Your refund is on its way.") with { FailsMidway = "Overloaded" }
        );

        Assert.Equal((nameof(ModelFailureKind.Transient), cause), (failure.Kind.ToString(), failure.Cause));
    }

    [Theory, MemberData(nameof(Everywhere), MemberType = typeof(Chats))]
    public async Task Nobody_listening_passes(Dialect dialect, bool streaming)
    {
        var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        await provider.DisposeAsync();

        var failure = await ClassifiedAsync(catalog.Get(provider.Model), streaming);

        Assert.Equal(nameof(ModelFailureKind.Transient), failure.Kind.ToString());
    }

    [Theory]
    [InlineData(Dialect.Anthropic, "prompt is too long: 210000 tokens > 200000 maximum", null)]
    [InlineData(Dialect.OpenAI, "Too long.", "context_length_exceeded")]
    [InlineData(Dialect.OpenAI, "This model's maximum context length is 128000 tokens.", null)]
    [InlineData(Dialect.Ollama, "the input length exceeds the context length", null)]
    public async Task A_history_that_is_too_long_is_known_as_such(Dialect dialect, string message, string? code)
    {
        foreach (var streaming in new[] { false, true })
        {
            var (failure, _) = await FailAsync(dialect, streaming, _ => new() { Failure = new(400, message, Code: code) });

            Assert.Equal(nameof(ModelFailureKind.ContextTooLong), failure.Kind.ToString());
        }
    }

    [Theory]
    [InlineData("insufficient_quota", 429, nameof(ModelFailureKind.Permanent), FailureCause.ModelDenied)]
    [InlineData("content_filter", 400, nameof(ModelFailureKind.Refused), FailureCause.ContentFiltered)]
    public async Task OpenAI_says_more_by_its_codes(string code, int status, string kind, FailureCause cause)
    {
        var (failure, _) = await FailAsync(Dialect.OpenAI, streaming: false, _ => new() { Failure = new(status, "No.", Code: code) });

        Assert.Equal((kind, cause), (failure.Kind.ToString(), failure.Cause));
    }

    private static async Task<(ModelFailure Failure, int Requests)> FailAsync(
        Dialect dialect,
        bool streaming,
        Func<ParsedRequest, ScriptedReply> reply
    )
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = reply;
        using var catalog = provider.CreateCatalog();
        return (await ClassifiedAsync(catalog.Get(provider.Model), streaming), provider.Requests.Count);
    }

    private static async Task<ModelFailure> ClassifiedAsync(IChatClient client, bool streaming)
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => client.AskAsync(streaming, [User("Hello?")]));
        return client.GetService<Func<Exception, ModelFailure?>>()!(exception) ?? StatusFailures.Of(exception);
    }
}
