namespace Baton.Providers.Failures;

/// <summary>
/// Records the status and the <c>Retry-After</c> of unsuccessful answers, for SDKs whose exceptions leave them out. A caller begins a note
/// before its requests and reads it after an exception.
/// </summary>
internal sealed class StatusWatch : DelegatingHandler
{
    private static readonly AsyncLocal<Note?> Current = new();

    public StatusWatch() { }

    public StatusWatch(HttpMessageHandler inner)
        : base(inner) { }

    /// <summary>Begins a note for the requests of this asynchronous flow.</summary>
    public static Note Begin() => Current.Value = new Note();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && Current.Value is { } note)
            (note.Status, note.RetryAfter) = ((int)response.StatusCode, response.Headers.RetryAfter?.ToString());
        return response;
    }

    /// <summary>The last unsuccessful answer of a flow.</summary>
    internal sealed class Note
    {
        public int? Status { get; set; }

        public string? RetryAfter { get; set; }
    }
}
