namespace Baton.Providers.Failures;

/// <summary>
/// Sees the status and the <c>Retry-After</c> of answers that are no success, where an SDK's exceptions leave them out. Whoever asks gives
/// a note to write on, and finds it written after the exception.
/// </summary>
internal sealed class StatusWatch : DelegatingHandler
{
    private static readonly AsyncLocal<Note?> Current = new();

    public StatusWatch()
    {
    }

    public StatusWatch(HttpMessageHandler inner)
        : base(inner)
    {
    }

    /// <summary>Gives a note for the requests of this flow.</summary>
    public static Note Begin() => Current.Value = new Note();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && Current.Value is { } note)
            (note.Status, note.RetryAfter) = ((int)response.StatusCode, response.Headers.RetryAfter?.ToString());
        return response;
    }

    /// <summary>What the last answer of a flow was that was no success.</summary>
    internal sealed class Note
    {
        public int? Status { get; set; }

        public string? RetryAfter { get; set; }
    }
}
