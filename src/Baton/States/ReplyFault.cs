using Baton.Journals.Entries;

namespace Baton.States;

/// <summary>A kind of fault in a reply, which its model is asked to correct once.</summary>
/// <param name="Cause">What failed.</param>
/// <param name="Kind">Which of several faults of that cause it is; null where the cause says it.</param>
internal readonly record struct ReplyFault(FailureCause Cause, string? Kind = null);
