using Baton.Journals;
using Baton.Journals.SharedStates;

namespace Baton.Testing.Journals;

/// <summary>What shared values promise to one writer.</summary>
internal static class StateChecks
{
    private const string Long = """{"text":"a \"quoted\" line\nand another, 😀","numbers":[1.50,1e3,-0],"none":null}""";

    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(What_was_never_written_reads_as_revision_0),
        new(A_value_reads_back_letter_for_letter_with_its_revision),
        new(Places_differ_by_scope_owner_and_key),
        new(An_update_is_given_what_stands_there_in_the_order_of_its_places),
        new(A_place_may_be_changed_twice_in_one_update),
        new(An_update_that_changes_nothing_leaves_its_id_free),
        new(An_update_that_fails_changes_nothing_and_leaves_its_id_free),
        new(An_update_is_made_once_for_its_id_and_tells_the_same_again),
        new(A_cancelled_update_changes_nothing),
        new(What_was_written_is_there_when_the_store_is_opened_again, needsReopening: true),
        new(An_update_is_not_made_again_after_the_store_was_opened_again, needsReopening: true),
    ];

    private static async Task What_was_never_written_reads_as_revision_0(JournalTrial trial) =>
        await trial.ExpectStateAsync(SharedValues.Place("a"), 0, null).ConfigureAwait(false);

    private static async Task A_value_reads_back_letter_for_letter_with_its_revision(JournalTrial trial)
    {
        var made = await trial.PutAsync("u1", SharedValues.Place("a"), Long).ConfigureAwait(false);
        SharedValues.ExpectSame(new StateValue(1, JsonText.Parse(Long)), made);
        await trial.ExpectStateAsync(SharedValues.Place("a"), 1, Long).ConfigureAwait(false);
        await trial.PutAsync("u2", SharedValues.Place("a"), "2.50").ConfigureAwait(false);
        await trial.ExpectStateAsync(SharedValues.Place("a"), 2, "2.50").ConfigureAwait(false);
    }

    private static async Task Places_differ_by_scope_owner_and_key(JournalTrial trial)
    {
        StatePlace[] places =
        [
            SharedValues.Place("a"),
            SharedValues.Place("A"),
            SharedValues.Place("a", StateScope.Customer),
            SharedValues.Place("a", owner: "other"),
            SharedValues.Place("a", owner: "TEAM"),
        ];
        for (var index = 0; index < places.Length; index++)
            await trial.PutAsync($"u{index}", places[index], $"{index}").ConfigureAwait(false);
        for (var index = 0; index < places.Length; index++)
            await trial.ExpectStateAsync(places[index], 1, $"{index}").ConfigureAwait(false);
    }

    private static async Task An_update_is_given_what_stands_there_in_the_order_of_its_places(JournalTrial trial)
    {
        var (one, two, none) = (SharedValues.Place("one"), SharedValues.Place("two"), SharedValues.Place("none"));
        await trial.PutAsync("u1", one, "1").ConfigureAwait(false);
        await trial.PutAsync("u2", two, "2").ConfigureAwait(false);
        IReadOnlyList<StateValue> given = [];
        var made = await trial.Journal.UpdateStateAsync("u3", [two, none, one], Note, trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(given.Count == 3, $"An update of three places should be given three values, and was given {given.Count}.");
        SharedValues.ExpectSame(new StateValue(1, SharedValues.Json(2)), given[0]);
        SharedValues.ExpectSame(StateValue.None, given[1]);
        SharedValues.ExpectSame(new StateValue(1, SharedValues.Json(1)), given[2]);
        SharedValues.ExpectSame(new StateValue(2, SharedValues.Json(5)), made[0]);

        IReadOnlyList<StateChange> Note(IReadOnlyList<StateValue> values)
        {
            given = values;
            return [new StateChange(one, SharedValues.Json(5))];
        }
    }

    private static async Task A_place_may_be_changed_twice_in_one_update(JournalTrial trial)
    {
        var place = SharedValues.Place("a");
        var made = await trial
            .Journal.UpdateStateAsync(
                "u1",
                [place],
                _ => [new StateChange(place, SharedValues.Json(1)), new StateChange(place, SharedValues.Json(2))],
                trial.Limit
            )
            .ConfigureAwait(false);
        SharedValues.ExpectSame(new StateValue(1, SharedValues.Json(1)), made[0]);
        SharedValues.ExpectSame(new StateValue(2, SharedValues.Json(2)), made[1]);
        await trial.ExpectStateAsync(place, 2, "2").ConfigureAwait(false);
    }

    private static async Task An_update_that_changes_nothing_leaves_its_id_free(JournalTrial trial)
    {
        var place = SharedValues.Place("a");
        var refused = await trial.Journal.UpdateStateAsync("u1", [place], _ => null, trial.Limit).ConfigureAwait(false);
        var none = await trial.Journal.UpdateStateAsync("u1", [place], _ => [], trial.Limit).ConfigureAwait(false);
        JournalTrial.Expect(refused.Count + none.Count == 0, "An update that changes nothing should tell of nothing.");
        await trial.ExpectStateAsync(place, 0, null).ConfigureAwait(false);
        await trial.PutAsync("u1", place, "1").ConfigureAwait(false);
        await trial.ExpectStateAsync(place, 1, "1").ConfigureAwait(false);
    }

    private static async Task An_update_that_fails_changes_nothing_and_leaves_its_id_free(JournalTrial trial)
    {
        var place = SharedValues.Place("a");
        try
        {
            await trial
                .Journal.UpdateStateAsync("u1", [place], _ => throw new InvalidOperationException("broken"), trial.Limit)
                .ConfigureAwait(false);
            JournalTrial.Expect(false, "What an update throws should come out of the call.");
        }
        catch (InvalidOperationException)
        {
            await trial.PutAsync("u1", place, "1").ConfigureAwait(false);
            await trial.ExpectStateAsync(place, 1, "1").ConfigureAwait(false);
        }
    }

    private static async Task An_update_is_made_once_for_its_id_and_tells_the_same_again(JournalTrial trial)
    {
        var (one, two) = (SharedValues.Place("one"), SharedValues.Place("two"));
        var first = await trial.AddOneAsync("u1", one, two).ConfigureAwait(false);
        await trial.PutAsync("u2", one, "100").ConfigureAwait(false);
        var again = await trial.AddOneAsync("u1", one, two).ConfigureAwait(false);
        JournalTrial.Expect(first.SequenceEqual(again), "An update whose id was made should tell what it made the first time.");
        await trial.ExpectStateAsync(one, 2, "100").ConfigureAwait(false);
        await trial.ExpectStateAsync(two, 1, "1").ConfigureAwait(false);
    }

    private static async Task A_cancelled_update_changes_nothing(JournalTrial trial)
    {
        var place = SharedValues.Place("a");
        try
        {
            await trial
                .Journal.UpdateStateAsync(
                    "u1",
                    [place],
                    _ => [new StateChange(place, SharedValues.Json(1))],
                    new CancellationToken(canceled: true)
                )
                .ConfigureAwait(false);
            JournalTrial.Expect(false, "A cancelled update should throw.");
        }
        catch (OperationCanceledException)
        {
            await trial.ExpectStateAsync(place, 0, null).ConfigureAwait(false);
        }
    }

    private static async Task What_was_written_is_there_when_the_store_is_opened_again(JournalTrial trial)
    {
        await trial.PutAsync("u1", SharedValues.Place("a"), Long).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        await trial.ExpectStateAsync(SharedValues.Place("a"), 1, Long).ConfigureAwait(false);
        await trial.PutAsync("u2", SharedValues.Place("a"), "2").ConfigureAwait(false);
        await trial.ExpectStateAsync(SharedValues.Place("a"), 2, "2").ConfigureAwait(false);
    }

    private static async Task An_update_is_not_made_again_after_the_store_was_opened_again(JournalTrial trial)
    {
        var place = SharedValues.Place("a");
        await trial.AddOneAsync("u1", place).ConfigureAwait(false);
        await trial.ReopenAsync().ConfigureAwait(false);
        SharedValues.ExpectSame(new StateValue(1, SharedValues.Json(1)), (await trial.AddOneAsync("u1", place).ConfigureAwait(false))[0]);
        await trial.ExpectStateAsync(place, 1, "1").ConfigureAwait(false);
    }
}
