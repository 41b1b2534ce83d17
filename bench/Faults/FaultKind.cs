namespace Baton.Bench.Faults;

/// <summary>How a provider fails at a request.</summary>
internal enum FaultKind
{
    /// <summary>It answers as it should.</summary>
    None,

    /// <summary>429, with a <c>Retry-After</c> of a second.</summary>
    RateLimited,

    /// <summary>529.</summary>
    Overloaded,

    /// <summary>The connection is gone before the first byte.</summary>
    Dropped,

    /// <summary>The connection is gone in the middle of the answer.</summary>
    CutStream,

    /// <summary>Nothing comes, ever.</summary>
    Hang,

    /// <summary>A tool call whose arguments are no JSON, or not those that the tool takes.</summary>
    MalformedCall,

    /// <summary>An unknown target, nothing at all, a promise without a deed, or a transfer that is only told.</summary>
    WrongReply,
}
