using Baton.Journals.SharedStates;

namespace Baton.Testing.Journals;

/// <summary>What shared values promise to writers at the same time.</summary>
internal static class ConcurrentStateChecks
{
    private const int Writers = 16;
    private const int Updates = 25;

    public static IReadOnlyList<JournalCheck> All { get; } =
    [
        new(Of_many_writers_none_loses_an_update_and_no_revision_is_skipped),
        new(An_update_of_two_places_is_never_seen_half),
        new(Of_many_who_come_with_one_id_at_once_one_makes_the_update),
    ];

    private static async Task Of_many_writers_none_loses_an_update_and_no_revision_is_skipped(JournalTrial trial)
    {
        var place = SharedValues.Place("a");
        var made = await Task.WhenAll(
                Enumerable
                    .Range(0, Writers)
                    .Select(writer =>
                        Task.Run(
                            async () =>
                            {
                                var values = new List<StateValue>();
                                for (var update = 0; update < Updates; update++)
                                    values.AddRange(await trial.AddOneAsync($"{writer}-{update}", place).ConfigureAwait(false));
                                return values;
                            },
                            trial.Limit
                        )
                    )
            )
            .ConfigureAwait(false);
        var order = made.SelectMany(values => values).OrderBy(value => value.Revision).ToList();
        for (var index = 0; index < order.Count; index++)
            SharedValues.ExpectSame(new StateValue(index + 1, SharedValues.Json(index + 1)), order[index]);
        await trial.ExpectStateAsync(place, Writers * Updates, $"{Writers * Updates}").ConfigureAwait(false);
    }

    private static async Task An_update_of_two_places_is_never_seen_half(JournalTrial trial)
    {
        var (one, two) = (SharedValues.Place("one"), SharedValues.Place("two", StateScope.Customer, "c"));
        var writing = Task.Run(
            async () =>
            {
                for (var update = 0; update < Updates; update++)
                    await trial.AddOneAsync($"{update}", one, two).ConfigureAwait(false);
            },
            trial.Limit
        );
        do
        {
            var seen = await trial.Journal.ReadStateAsync([one, two], trial.Limit).ConfigureAwait(false);
            JournalTrial.Expect(
                seen[0] == seen[1],
                $"Two places that are changed together were read at revisions {seen[0].Revision} and {seen[1].Revision}."
            );
        } while (!writing.IsCompleted);
        await writing.ConfigureAwait(false);
    }

    private static async Task Of_many_who_come_with_one_id_at_once_one_makes_the_update(JournalTrial trial)
    {
        var place = SharedValues.Place("a");
        var made = await Task.WhenAll(
                Enumerable.Range(0, Writers).Select(_ => Task.Run(() => trial.AddOneAsync("u1", place).AsTask(), trial.Limit))
            )
            .ConfigureAwait(false);
        foreach (var values in made)
            SharedValues.ExpectSame(new StateValue(1, SharedValues.Json(1)), values[0]);
        await trial.ExpectStateAsync(place, 1, "1").ConfigureAwait(false);
    }
}
