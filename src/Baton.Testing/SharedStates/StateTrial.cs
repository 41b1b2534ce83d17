using System.Globalization;
using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Testing.Journals;

namespace Baton.Testing.SharedStates;

/// <summary>One check's store, with assertions about it.</summary>
internal sealed class StateTrial(StateStoreUnderTest subject, IStateStore store, CancellationToken limit) : IAsyncDisposable
{
    public IStateStore Store { get; private set; } = store;

    public CancellationToken Limit => limit;

    public static StatePlace Place(string key, StateScope scope = StateScope.Team, string owner = "team") => new(scope, owner, key);

    public static JsonText Json(long number) => JsonText.Parse(number.ToString(CultureInfo.InvariantCulture));

    public async Task ReopenAsync() => Store = await subject.Reopen!(Store).ConfigureAwait(false);

    public async Task<StateValue> PutAsync(string id, StatePlace place, string value)
    {
        var made = await Store.UpdateAsync(id, [place], _ => [new StateChange(place, JsonText.Parse(value))], limit).ConfigureAwait(false);
        Expect(made.Count == 1, $"An update of one change should tell of one, and told of {made.Count}.");
        return made[0];
    }

    /// <summary>Adds one to the numbers at the places.</summary>
    public ValueTask<IReadOnlyList<StateValue>> AddOneAsync(string id, params StatePlace[] places) => Store.UpdateAsync(
        id, places, values => [.. places.Select((place, index) => new StateChange(place, Json(NumberOf(values[index]) + 1)))], limit);

    public async Task ExpectAsync(StatePlace place, long revision, string? value) =>
        ExpectSame(new StateValue(revision, value is null ? null : JsonText.Parse(value)), (await Store.ReadAsync([place], limit).ConfigureAwait(false))[0]);

    public static void ExpectSame(StateValue expected, StateValue found) =>
        Expect(expected == found, $"It should be {expected.Value} at revision {expected.Revision}, and is {found.Value} at {found.Revision}.");

    public static long NumberOf(StateValue value) => value.Value?.ToElement().GetInt64() ?? 0;

    public static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new ConformanceException(otherwise);
    }

    public async ValueTask DisposeAsync()
    {
        if (Store is IAsyncDisposable disposable)
            await disposable.DisposeAsync().ConfigureAwait(false);
    }
}
