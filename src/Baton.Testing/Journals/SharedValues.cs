using System.Globalization;
using Baton.Journals;
using Baton.Journals.SharedStates;

namespace Baton.Testing.Journals;

/// <summary>What the checks of shared values do and expect.</summary>
internal static class SharedValues
{
    public static StatePlace Place(string key, StateScope scope = StateScope.Team, string owner = "team") => new(scope, owner, key);

    public static JsonText Json(long number) => JsonText.Parse(number.ToString(CultureInfo.InvariantCulture));

    public static long NumberOf(StateValue value) => value.Value?.ToElement().GetInt64() ?? 0;

    public static async Task<StateValue> PutAsync(this JournalTrial trial, string id, StatePlace place, string value)
    {
        var made = await trial
            .Journal.UpdateStateAsync(id, [place], _ => [new StateChange(place, JsonText.Parse(value))], trial.Limit)
            .ConfigureAwait(false);
        JournalTrial.Expect(made.Count == 1, $"An update of one change should tell of one, and told of {made.Count}.");
        return made[0];
    }

    /// <summary>Adds one to the numbers at the places.</summary>
    public static ValueTask<IReadOnlyList<StateValue>> AddOneAsync(this JournalTrial trial, string id, params StatePlace[] places) =>
        trial.Journal.UpdateStateAsync(
            id,
            places,
            values => [.. places.Select((place, index) => new StateChange(place, Json(NumberOf(values[index]) + 1)))],
            trial.Limit
        );

    public static async Task ExpectStateAsync(this JournalTrial trial, StatePlace place, long revision, string? value)
    {
        var found = await trial.Journal.ReadStateAsync([place], trial.Limit).ConfigureAwait(false);
        ExpectSame(new StateValue(revision, value is null ? null : JsonText.Parse(value)), found[0]);
    }

    public static void ExpectSame(StateValue expected, StateValue found) =>
        JournalTrial.Expect(
            expected == found,
            $"It should be {expected.Value} at revision {expected.Revision}, and is {found.Value} at {found.Revision}."
        );
}
