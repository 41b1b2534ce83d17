using System.Globalization;
using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;

namespace Baton.Testing.Journals;

/// <summary>Checks of a journal that keeps tenants apart: each has the same ids as the other, and neither notices.</summary>
internal static class TenantChecks
{
    private const string Team = "team";
    private const string Nothing = "";
    private static readonly DateTimeOffset Moment = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly ConversationId Conversation = new("same");
    private static readonly CustomerId Customer = new("customer-1");
    private static readonly Lease Owner = new("owner", 1);
    private static readonly StatePlace Place = new(StateScope.Customer, Customer.Value, "key");

    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(A_tenant_sees_nothing_of_another, needsTenants: true),
        new(One_id_in_two_tenants_is_two_conversations, needsTenants: true),
        new(What_stands_beside_a_conversation_is_its_tenants_own, needsTenants: true),
        new(An_erasure_leaves_the_other_tenant_as_it_was, needsTenants: true),
        new(The_chain_says_whose_conversation_it_is, needsTenants: true),
        new(A_tenants_journal_is_the_same_each_time, needsTenants: true),
        new(Tenants_are_there_when_the_store_is_opened_again, needsReopening: true, needsTenants: true),
    ];

    private static async Task A_tenant_sees_nothing_of_another(JournalTrial trial)
    {
        await FillAsync(trial, trial.Journal.ForTenant(new TenantId("a"))).ConfigureAwait(false);
        // Letters that differ in their case are other letters.
        foreach (var other in new[] { trial.Journal.Tenant, new TenantId("b"), new TenantId("A") })
            await ExpectAsync(trial, trial.Journal.ForTenant(other), Nothing).ConfigureAwait(false);
    }

    private static async Task One_id_in_two_tenants_is_two_conversations(JournalTrial trial)
    {
        var journals = Journals(trial);
        foreach (var journal in journals)
            await FillAsync(trial, journal).ConfigureAwait(false);
        foreach (var journal in journals)
            await ExpectAsync(trial, journal, Filled(journal)).ConfigureAwait(false);
    }

    private static async Task What_stands_beside_a_conversation_is_its_tenants_own(JournalTrial trial)
    {
        var journals = Journals(trial);
        foreach (var journal in journals)
            await FillAsync(trial, journal).ConfigureAwait(false);
        var (first, second) = (journals[0], journals[1]);
        await first.RemoveFromInboxAsync(Conversation, new MessageId("waits"), trial.Limit).ConfigureAwait(false);
        await first.RenewLeasesAsync(Owner with { Beat = 7 }, [Conversation], trial.Limit).ConfigureAwait(false);
        await ExpectAsync(trial, first, Filled(first, beat: 7, inbox: 0)).ConfigureAwait(false);
        await first
            .UpdateStateAsync("second", [Place], _ => [new StateChange(Place, SharedValues.Json(9))], trial.Limit)
            .ConfigureAwait(false);
        var use = new LeaseUse(Owner, LeaseAfter.GivenBack) { IsHeld = true };
        await first.AppendAsync(Conversation, 2, [WaitingChecks.Closed(3, 1)], due: null, use, trial.Limit).ConfigureAwait(false);
        await ExpectAsync(trial, first, $"same: {Text(first)}, ticket_opened, ticket_closed. Value 9 of revision 2.").ConfigureAwait(false);
        await ExpectAsync(trial, second, Filled(second)).ConfigureAwait(false);
    }

    private static async Task An_erasure_leaves_the_other_tenant_as_it_was(JournalTrial trial)
    {
        var journals = Journals(trial);
        foreach (var journal in journals)
            await FillAsync(trial, journal).ConfigureAwait(false);
        var (first, second) = (journals[0], journals[1]);
        var head = await first.ReadHeadAsync(Conversation, trial.Limit).ConfigureAwait(false);
        var made = await first.EraseAsync([head], Customer, new ErasureNote(Moment, "anna", null), trial.Limit).ConfigureAwait(false);
        await ExpectAsync(trial, second, Filled(second)).ConfigureAwait(false);
        await ExpectAsync(trial, first, Nothing).ConfigureAwait(false);
        var (ours, theirs) = (
            await first.ListErasuresAsync(trial.Limit).ToListAsync(trial.Limit).ConfigureAwait(false),
            await second.ListErasuresAsync(trial.Limit).ToListAsync(trial.Limit).ConfigureAwait(false)
        );
        JournalTrial.Expect(
            made is { Number: 1 } && ours.Count == 1 && theirs.Count == 0,
            $"An erasure should be recorded with its tenant alone, and {ours.Count} and {theirs.Count} are listed."
        );
        // Their numbers are their own as well.
        head = await second.ReadHeadAsync(Conversation, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(head.Erasures == 0, "The erasures of another tenant should not be counted.");
        made = await second.EraseAsync([head], null, new ErasureNote(Moment, "ben", null), trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(made is { Number: 1 }, $"A tenant's first erasure should have the number 1, and has {made?.Number}.");
    }

    private static async Task The_chain_says_whose_conversation_it_is(JournalTrial trial)
    {
        var heads = new HashSet<string>();
        foreach (var journal in Journals(trial))
        {
            await journal
                .AppendAsync(Conversation, 0, SampleEntries.Messages(1, 2), due: null, lease: null, trial.Limit)
                .ConfigureAwait(false);
            var found = await journal.VerifyAsync(Conversation, trial.Limit).ConfigureAwait(false);
            JournalTrial.Expect(found.IsWhole && heads.Add(found.Head), "The same entries in two tenants should have two heads.");
            var hash = JournalCodec.StartHash(Conversation, journal.Tenant);
            foreach (var entry in SampleEntries.Messages(1, 2))
                JournalCodec.ExtendHash(hash, Encoding.UTF8.GetBytes(JournalTrial.Line(entry)));
            JournalTrial.Expect(Convert.ToHexStringLower(hash) == found.Head, "A head should follow the published recipe.");
        }
    }

    private static async Task A_tenants_journal_is_the_same_each_time(JournalTrial trial)
    {
        var tenant = new TenantId("a");
        await FillAsync(trial, trial.Journal.ForTenant(tenant)).ConfigureAwait(false);
        var other = trial.Journal.ForTenant(new TenantId("b"));
        await ExpectAsync(trial, other.ForTenant(tenant), Filled(trial.Journal.ForTenant(tenant))).ConfigureAwait(false);
        await ExpectAsync(trial, other.ForTenant(trial.Journal.Tenant), Nothing).ConfigureAwait(false);
        JournalTrial.Expect(other.Tenant == new TenantId("b"), $"The journal of b says that it is of {other.Tenant}.");
    }

    private static async Task Tenants_are_there_when_the_store_is_opened_again(JournalTrial trial)
    {
        foreach (var journal in Journals(trial))
            await FillAsync(trial, journal).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        foreach (var journal in Journals(trial))
            await ExpectAsync(trial, journal, Filled(journal)).ConfigureAwait(false);
    }

    // The one without a name comes last: what finds too much would find the others' first.
    private static IJournal[] Journals(JournalTrial trial) =>
        [trial.Journal.ForTenant(new TenantId("a")), trial.Journal.ForTenant(new TenantId("b")), trial.Journal];

    private static string Text(IJournal journal) => $"of '{journal.Tenant}'";

    private static string Filled(IJournal journal, int beat = 1, int inbox = 1) =>
        $"same: {Text(journal)}, ticket_opened. Leased at {beat}. Ticket. Due. Inbox {inbox}. Value 1 of revision 1.";

    // One of everything, under the same ids in each tenant.
    private static async Task FillAsync(JournalTrial trial, IJournal journal)
    {
        JournalEntry[] entries = [SampleEntries.Message(1, Text(journal)), WaitingChecks.Ticket(2, 1)];
        var use = new LeaseUse(Owner, LeaseAfter.Kept);
        await journal.AppendAsync(Conversation, 0, entries, new Due(Team, Moment, "follow_up"), use, trial.Limit).ConfigureAwait(false);
        var waits = new MessageReceived { Message = new MessageId("waits"), Text = Text(journal) };
        await journal.PutInInboxAsync(Conversation, new InboxMessage(waits, Customer), trial.Limit).ConfigureAwait(false);
        await journal
            .UpdateStateAsync("first", [Place], _ => [new StateChange(Place, SharedValues.Json(1))], trial.Limit)
            .ConfigureAwait(false);
    }

    private static async Task ExpectAsync(JournalTrial trial, IJournal journal, string expected)
    {
        var found = await SeenAsync(trial, journal).ConfigureAwait(false);
        JournalTrial.Expect(found == expected, $"The tenant '{journal.Tenant}' should see <{expected}> and sees <{found}>.");
    }

    // All that can be read, asked in every way.
    private static async Task<string> SeenAsync(JournalTrial trial, IJournal journal)
    {
        var limit = trial.Limit;
        var seen = new StringBuilder();
        await foreach (var id in journal.ListAsync(limit).ConfigureAwait(false))
            seen.Append(CultureInfo.InvariantCulture, $"{id}: ");
        var entries = await journal.ReadAsync(Conversation, 1, limit).ToListAsync(limit).ConfigureAwait(false);
        seen.AppendJoin(", ", entries.Select(entry => entry is MessageReceived message ? message.Text : entry.Type));
        var head = await journal.ReadHeadAsync(Conversation, limit).ConfigureAwait(false);
        var found = await journal.VerifyAsync(Conversation, limit).ConfigureAwait(false);
        JournalTrial.Expect(head.Version == entries.Count && found.Entries == entries.Count && found.IsWhole, $"It verifies as {found}.");
        var leased = await journal.ListLeasedAsync(Team, limit).ToListAsync(limit).ConfigureAwait(false);
        JournalTrial.Expect(leased.Select(one => one.Lease).SequenceEqual(head.Lease is { } held ? [held] : []), "Leases differ.");
        var waiting = await journal.ListWaitingAsync(limit).CountAsync(limit).ConfigureAwait(false);
        var due = await journal.ListDueAsync(Team, DateTimeOffset.MaxValue, limit).CountAsync(limit).ConfigureAwait(false);
        var next = await journal.NextDueAsync(Team, DateTimeOffset.MinValue, limit).ConfigureAwait(false);
        JournalTrial.Expect(next.HasValue == due > 0, $"{due} are due, and the next is due at {next}.");
        var inbox = await journal.ReadInboxAsync(Conversation, limit).ConfigureAwait(false);
        JournalTrial.Expect(
            head.HasInbox == inbox.Count > 0 && inbox.All(one => one.Received.Text == Text(journal)),
            $"The inbox has {inbox.Count} messages, and not those of the tenant."
        );
        var value = (await journal.ReadStateAsync([Place], limit).ConfigureAwait(false))[0];
        var keptOfCustomer = await journal.ListKeptAsync(Customer, limit).CountAsync(limit).ConfigureAwait(false);
        JournalTrial.Expect(keptOfCustomer == (value.Revision > 0 ? 1 : 0), $"{keptOfCustomer} values of the customer are listed.");
        var kept = await journal.ListKeptAsync(Conversation, limit).CountAsync(limit).ConfigureAwait(false);
        JournalTrial.Expect(kept > 0 == entries.Count > 0, $"{kept} things are listed as kept of {entries.Count} entries.");
        string[] parts =
        [
            head.Lease is { } lease ? $"Leased at {lease.Beat}. " : "",
            waiting > 0 ? "Ticket. " : "",
            due > 0 ? "Due. " : "",
            head.Lease is null ? "" : $"Inbox {inbox.Count}. ",
            value.Value is null ? "" : $"Value {value.Value} of revision {value.Revision}. ",
        ];
        return seen.Append(seen.Length > 0 ? ". " : "").AppendJoin("", parts).ToString().TrimEnd();
    }
}
