using Baton.Journals;
using Baton.Performing.Sessions;

namespace Baton.Runtime.Leases;

/// <summary>A customer's message that is left with the process that works on the conversation.</summary>
/// <param name="Message">The message.</param>
/// <param name="AnswerIn">Finds its answer in what that process has appended; null if it is not there yet.</param>
internal sealed record LeftMessage<T>(InboxMessage Message, Func<Session, Answered<T>?> AnswerIn);

/// <summary>What came of a message.</summary>
internal sealed record Answered<T>(T Result);
