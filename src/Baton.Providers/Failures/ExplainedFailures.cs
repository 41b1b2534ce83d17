using System.Runtime.CompilerServices;
using Baton.Teams.Fallbacks;
using Microsoft.Extensions.AI;

namespace Baton.Providers.Failures;

/// <summary>
/// Offers a classifier of a provider's exceptions as a service of the client. The exceptions pass through unchanged, with the answer's
/// status stored beside them.
/// </summary>
/// <param name="inner">The SDK's client.</param>
/// <param name="classify">Classifies the SDK's exceptions, with the status and <c>Retry-After</c> of the answer if there was one.</param>
internal sealed class ExplainedFailures(IChatClient inner, Func<Exception, StatusWatch.Note?, ModelFailure?> classify)
    : DelegatingChatClient(inner)
{
    private static readonly object NoteKey = new();

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(Func<Exception, ModelFailure?>)
            ? new Func<Exception, ModelFailure?>(exception => classify(exception, exception.Data[NoteKey] as StatusWatch.Note))
            : base.GetService(serviceType, serviceKey);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var note = StatusWatch.Begin();
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Keep(exception, note))
        {
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var note = StatusWatch.Begin();
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync().ConfigureAwait(false))
                    yield break;
            }
            catch (Exception exception) when (Keep(exception, note))
            {
                throw;
            }

            yield return updates.Current;
        }
    }

    // Always returns false: it only stores the status for the exception and catches nothing.
    private static bool Keep(Exception exception, StatusWatch.Note note)
    {
        if (note.Status is not null)
            exception.Data[NoteKey] = note;
        return false;
    }
}
