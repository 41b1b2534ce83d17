using Baton.Journals.Entries;

namespace Baton.States;

/// <summary>Why something is given up: the cause, and a sentence for operators.</summary>
internal sealed record Failure(FailureCause Cause, string Detail);
