using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Erasures;

namespace Baton.Runtime;

/// <summary>
/// All that a journal keeps of a customer: to look at, to export, and to erase on request. It needs no team, and works on the conversations
/// of every team of the store.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="time">The clock. Default: the system's.</param>
public sealed class CustomerRecords(IJournal journal, TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>The customer's conversations, the most recently opened first.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public async Task<IReadOnlyList<CustomerConversation>> ListAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        var found = new List<CustomerConversation>();
        await foreach (var conversation in journal.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await IsOfAsync(customer, conversation, cancellationToken).ConfigureAwait(false))
                found.Add(await ReadAsync(conversation, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    /// <summary>
    /// Writes all that the journal keeps of the customer as one JSON document in UTF-8: for each conversation its issues and tickets and
    /// then every entry and all that stands beside them, and at last the state that they share. It is all that
    /// <see cref="ForgetAsync"/> would erase, as it is kept: nothing is masked.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <param name="output">Where to write. It stays open.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>The number of conversations.</returns>
    /// <exception cref="JournalException">The journal cannot be read. What was written is incomplete.</exception>
    public async Task<int> ExportAsync(CustomerId customer, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var found = await ListAsync(customer, cancellationToken).ConfigureAwait(false);
        using var export = new CustomerExport(journal, output);
        await export.WriteAsync(customer, found, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return found.Count;
    }

    /// <summary>
    /// Erases all that the journal keeps of the customer: the conversations, what waits in them or was sent from them, and the state that
    /// they share. Only a record is left that names neither. Whoever writes under the customer's id afterwards is a new customer.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <param name="by">Who erases. The record keeps it.</param>
    /// <param name="reason">Why. The record keeps it, so it must not name the customer. Default: none.</param>
    /// <param name="evenOpen">Whether to erase also conversations that are open or under way. What an agent does in one of them at this
    /// moment can no longer be written down.</param>
    /// <param name="cancellationToken">Stops waiting. What was begun may be erased all the same.</param>
    /// <returns>The record; null if nothing was kept of the customer.</returns>
    /// <exception cref="InvalidOperationException">A conversation is open, and <paramref name="evenOpen"/> is false. Nothing was
    /// erased.</exception>
    /// <exception cref="JournalException">As in <see cref="IJournal.EraseAsync"/>.</exception>
    public async Task<Erasure?> ForgetAsync(
        CustomerId customer,
        string by,
        string? reason = null,
        bool evenOpen = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        var found = await ListAsync(customer, cancellationToken).ConfigureAwait(false);
        if (!evenOpen && found.FirstOrDefault(one => !one.IsClosed || one.Head.Lease is not null) is { } open)
            throw new InvalidOperationException(
                $"Conversation {open.Head.Conversation} is {(open.IsClosed ? "under way" : "open")}, so nothing was erased. Close it "
                    + "first, or erase open conversations too."
            );
        return await journal
            .EraseAsync([.. found.Select(one => one.Head)], customer, new ErasureNote(time.GetUtcNow(), by, reason), cancellationToken)
            .ConfigureAwait(false);
    }

    // The first entry says whose it is.
    private async Task<bool> IsOfAsync(CustomerId customer, ConversationId conversation, CancellationToken cancellationToken)
    {
        await foreach (var entry in journal.ReadAsync(conversation, fromSeq: 1, cancellationToken).ConfigureAwait(false))
            return entry is ConversationOpened opened && opened.Customer == customer;
        return false;
    }

    private async Task<CustomerConversation> ReadAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        var head = await journal.ReadHeadAsync(conversation, cancellationToken).ConfigureAwait(false);
        ConversationOpened? opened = null;
        var isClosed = false;
        await foreach (var entry in journal.ReadAsync(conversation, fromSeq: 1, cancellationToken).ConfigureAwait(false))
        {
            opened ??= entry as ConversationOpened;
            isClosed |= entry is ConversationClosed;
        }

        return new CustomerConversation(head, opened?.Team, opened?.At ?? default, isClosed);
    }
}

/// <summary>One of a customer's conversations.</summary>
/// <param name="Head">Where it stands.</param>
/// <param name="Team">The team that serves it.</param>
/// <param name="Opened">When it was opened.</param>
/// <param name="IsClosed">Whether it is closed.</param>
public sealed record CustomerConversation(ConversationHead Head, string? Team, DateTimeOffset Opened, bool IsClosed);
