using Baton.Journals.Entries;

namespace Baton.Journals;

/// <summary>
/// A message of a customer that waits for the process that has the lease of its conversation. It is durable, and not yet an entry.
/// </summary>
/// <param name="Received">The message. Its sequence number and time are set when it becomes an entry.</param>
/// <param name="Customer">The customer, if known.</param>
public sealed record InboxMessage(MessageReceived Received, CustomerId? Customer);
