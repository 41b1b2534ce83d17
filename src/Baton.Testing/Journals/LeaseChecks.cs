using Baton.Journals;

namespace Baton.Testing.Journals;

/// <summary>Checks of a journal that knows who works on a conversation.</summary>
internal static class LeaseChecks
{
    private static readonly Lease Ours = new("ours", 1);
    private static readonly Lease Theirs = new("theirs", 1);

    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(A_lease_is_taken_kept_and_given_back_with_appends),
        new(Nobody_appends_beside_the_owner_of_a_lease),
        new(An_owner_whose_lease_was_taken_over_is_refused_although_the_version_fits),
        new(A_lease_is_taken_over_only_as_it_was_seen),
        new(A_lease_changes_hands_without_an_entry),
        new(A_beat_is_raised_for_the_leases_of_its_owner_alone),
        new(The_conversations_of_a_team_that_somebody_works_on_are_listed),
        new(A_conversation_that_somebody_works_on_is_listed_though_nothing_is_due),
        new(Of_many_who_take_a_lease_at_once_one_has_it),
        new(Leases_are_there_when_the_store_is_opened_again, needsReopening: true),
    ];

    private static async Task A_lease_is_taken_kept_and_given_back_with_appends(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await ExpectHeadAsync(trial, conversation, 0, null).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 1, Ours).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 1, Held(Ours with { Beat = 2 }, LeaseAfter.Kept)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 2, Ours).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 2, Held(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 3, null).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 3, new LeaseUse(Theirs, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 4, null).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 4, new LeaseUse(Theirs, LeaseAfter.Kept)).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 5, Held(Theirs, LeaseAfter.Left)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 6, null).ConfigureAwait(false);
    }

    private static async Task Nobody_appends_beside_the_owner_of_a_lease(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        foreach (LeaseUse? use in new LeaseUse?[] { null, new(Theirs, LeaseAfter.Kept), Held(Theirs, LeaseAfter.GivenBack) })
            await ExpectRefusedAsync(() => AppendAsync(trial, conversation, 1, use)).ConfigureAwait(false);
        await ExpectRefusedAsync(() => SetAsync(trial, conversation, 1, null)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 1, Ours).ConfigureAwait(false);
        await trial.ExpectAsync(conversation, SampleEntries.Messages(1, 1)).ConfigureAwait(false);
    }

    private static async Task An_owner_whose_lease_was_taken_over_is_refused_although_the_version_fits(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await SetAsync(trial, conversation, 1, new LeaseUse(Theirs, LeaseAfter.Kept) { Instead = Ours }).ConfigureAwait(false);
        await ExpectRefusedAsync(() => AppendAsync(trial, conversation, 1, Held(Ours, LeaseAfter.Kept))).ConfigureAwait(false);
        await SetAsync(trial, conversation, 1, Held(Theirs, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectRefusedAsync(() => AppendAsync(trial, conversation, 1, Held(Ours, LeaseAfter.GivenBack))).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 1, new LeaseUse(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 2, null).ConfigureAwait(false);
    }

    private static async Task A_lease_is_taken_over_only_as_it_was_seen(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await RenewAsync(trial, Ours with { Beat = 2 }, conversation).ConfigureAwait(false);
        var use = new LeaseUse(Theirs, LeaseAfter.Kept) { Instead = Ours };
        await ExpectRefusedAsync(() => AppendAsync(trial, conversation, 1, use)).ConfigureAwait(false);
        await AppendAsync(trial, conversation, 1, use with { Instead = Ours with { Beat = 2 } }).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 2, Theirs).ConfigureAwait(false);
    }

    private static async Task A_lease_changes_hands_without_an_entry(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, null).ConfigureAwait(false);
        await SetAsync(trial, conversation, 1, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 1, Ours).ConfigureAwait(false);
        await SetAsync(trial, conversation, 1, Held(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 1, null).ConfigureAwait(false);
    }

    private static async Task A_beat_is_raised_for_the_leases_of_its_owner_alone(JournalTrial trial)
    {
        var (ours, theirs, free) = (ConversationId.New(), ConversationId.New(), ConversationId.New());
        await AppendAsync(trial, ours, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await AppendAsync(trial, theirs, 0, new LeaseUse(Theirs, LeaseAfter.Kept)).ConfigureAwait(false);
        await AppendAsync(trial, free, 0, null).ConfigureAwait(false);
        await RenewAsync(trial, Ours with { Beat = 7 }, ours, theirs, free, ConversationId.New()).ConfigureAwait(false);
        await ExpectHeadAsync(trial, ours, 1, Ours with { Beat = 7 }).ConfigureAwait(false);
        await ExpectHeadAsync(trial, theirs, 1, Theirs).ConfigureAwait(false);
        await ExpectHeadAsync(trial, free, 1, null).ConfigureAwait(false);
    }

    private static async Task The_conversations_of_a_team_that_somebody_works_on_are_listed(JournalTrial trial)
    {
        var (first, second, free) = (ConversationId.New(), ConversationId.New(), ConversationId.New());
        await AppendAsync(trial, first, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await AppendAsync(trial, second, 0, new LeaseUse(Theirs, LeaseAfter.Kept), "sales").ConfigureAwait(false);
        await AppendAsync(trial, free, 0, new LeaseUse(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectLeasedAsync(trial, "support", new ConversationHead(first, 1, Ours, false)).ConfigureAwait(false);
        await ExpectLeasedAsync(trial, "sales", new ConversationHead(second, 1, Theirs, false)).ConfigureAwait(false);
        await AppendAsync(trial, first, 1, Held(Ours, LeaseAfter.GivenBack)).ConfigureAwait(false);
        await ExpectLeasedAsync(trial, "support").ConfigureAwait(false);
    }

    private static async Task A_conversation_that_somebody_works_on_is_listed_though_nothing_is_due(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await SetAsync(trial, conversation, 1, Held(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await ExpectLeasedAsync(trial, "support", new ConversationHead(conversation, 1, Ours, false)).ConfigureAwait(false);
        var next = await trial.Journal.NextDueAsync("support", DateTimeOffset.MinValue, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(next is null, $"Nothing should be due, and {next:O} is.");
        await foreach (var due in trial.Journal.ListDueAsync("support", DateTimeOffset.MaxValue, trial.Limit).ConfigureAwait(false))
            JournalTrial.Expect(false, $"Nothing should be due, and {due} is.");
    }

    private static async Task Of_many_who_take_a_lease_at_once_one_has_it(JournalTrial trial)
    {
        for (var round = 0; round < 20; round++)
        {
            var conversation = ConversationId.New();
            await AppendAsync(trial, conversation, 0, null).ConfigureAwait(false);
            var tries = Enumerable
                .Range(0, 8)
                .Select(index => Task.Run(() => TryTakeAsync(trial, conversation, new Lease($"owner {index}", 1)), trial.Limit));
            var taken = await Task.WhenAll(tries).ConfigureAwait(false);
            JournalTrial.Expect(
                taken.Count(isTaken => isTaken) == 1,
                $"One should have the lease, and {taken.Count(isTaken => isTaken)} do."
            );
        }
    }

    private static async Task Leases_are_there_when_the_store_is_opened_again(JournalTrial trial)
    {
        var conversation = ConversationId.New();
        await AppendAsync(trial, conversation, 0, new LeaseUse(Ours, LeaseAfter.Kept)).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        await ExpectHeadAsync(trial, conversation, 1, Ours).ConfigureAwait(false);
        await ExpectRefusedAsync(() => AppendAsync(trial, conversation, 1, new LeaseUse(Theirs, LeaseAfter.Kept))).ConfigureAwait(false);
    }

    private static async Task<bool> TryTakeAsync(JournalTrial trial, ConversationId conversation, Lease lease)
    {
        try
        {
            await SetAsync(trial, conversation, 1, new LeaseUse(lease, LeaseAfter.Kept)).ConfigureAwait(false);
            return true;
        }
        catch (JournalException refusal) when (refusal.Fault == JournalFault.Conflict)
        {
            return false;
        }
    }

    public static LeaseUse Held(Lease lease, LeaseAfter after) => new(lease, after) { IsHeld = true };

    private static async Task AppendAsync(
        JournalTrial trial,
        ConversationId conversation,
        long version,
        LeaseUse? use,
        string team = "support"
    ) =>
        await trial
            .Journal.AppendAsync(
                conversation,
                version,
                SampleEntries.Messages(version + 1, 1),
                new Due(team, DateTimeOffset.UnixEpoch, "deadline"),
                use,
                trial.Limit
            )
            .ConfigureAwait(false);

    private static async Task SetAsync(JournalTrial trial, ConversationId conversation, long version, LeaseUse? use) =>
        await trial.Journal.SetDueAsync(conversation, version, due: null, use, trial.Limit).ConfigureAwait(false);

    private static async Task RenewAsync(JournalTrial trial, Lease lease, params ConversationId[] conversations) =>
        await trial.Journal.RenewLeasesAsync(lease, conversations, trial.Limit).ConfigureAwait(false);

    private static async Task ExpectHeadAsync(JournalTrial trial, ConversationId conversation, long version, Lease? lease)
    {
        var head = await trial.Journal.ReadHeadAsync(conversation, trial.Limit).ConfigureAwait(false);
        var expected = new ConversationHead(conversation, version, lease, false);
        JournalTrial.Expect(head == expected, $"It should stand at {expected}, and it stands at {head}.");
    }

    private static async Task ExpectLeasedAsync(JournalTrial trial, string team, params ConversationHead[] expected)
    {
        var listed = new List<ConversationHead>();
        await foreach (var head in trial.Journal.ListLeasedAsync(team, trial.Limit).ConfigureAwait(false))
            listed.Add(head);
        JournalTrial.Expect(
            listed.SequenceEqual(expected),
            $"It should list {string.Join(", ", expected)} and listed {string.Join(", ", listed)}."
        );
    }

    private static async Task ExpectRefusedAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (JournalException refusal) when (refusal.Fault == JournalFault.Conflict)
        {
            return;
        }

        throw new ConformanceException("It took an append that the lease forbids.");
    }
}
