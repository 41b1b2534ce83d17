using System.Globalization;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.SharedStates;

namespace Baton.Sqlite;

/// <summary>
/// Shared values in the store's file, through a connection of their own. The tables are made by the first write: a file of a Baton that
/// knows nothing of them is used as it is, and such a Baton passes over them.
/// </summary>
internal sealed class StateTables(Store store) : IDisposable
{
    /// <summary>Makes the table of values.</summary>
    public const string Values = """
        CREATE TABLE IF NOT EXISTS state_values (
            tenant TEXT NOT NULL DEFAULT '',
            scope TEXT NOT NULL,
            owner TEXT NOT NULL,
            key TEXT NOT NULL,
            revision INTEGER NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (tenant, scope, owner, key)
        ) STRICT, WITHOUT ROWID
        """;

    /// <summary>Makes the table of what updates made.</summary>
    public const string Updates = """
        CREATE TABLE IF NOT EXISTS state_updates (
            tenant TEXT NOT NULL DEFAULT '',
            id TEXT NOT NULL,
            made TEXT NOT NULL,
            PRIMARY KEY (tenant, id)
        ) STRICT, WITHOUT ROWID
        """;

    private readonly SideConnection side = new(store);
    private Statement? find,
        put,
        findUpdate,
        addUpdate;

    public ValueTask<IReadOnlyList<StateValue>> ReadAsync(
        TenantId tenant,
        IReadOnlyList<StatePlace> places,
        CancellationToken cancellationToken
    ) => side.UseAsync<IReadOnlyList<StateValue>>(opened => Read(opened, tenant, places), cancellationToken);

    public ValueTask<IReadOnlyList<StateValue>> UpdateAsync(
        TenantId tenant,
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken
    ) => side.UseAsync(opened => Update(opened, tenant, id, places, update), cancellationToken);

    public void Dispose() => side.Dispose();

    /// <summary>What an update made, as its row has it.</summary>
    public static List<StateValue> MadeIn(string made)
    {
        using var document = JsonDocument.Parse(made);
        return
        [
            .. document
                .RootElement.EnumerateArray()
                .Select(one => new StateValue(
                    one.GetProperty("revision").GetInt64(),
                    JsonText.Trusted(one.GetProperty("value").GetRawText())
                )),
        ];
    }

    /// <summary>A value, whose row has its revision in a column and its text in the next.</summary>
    public static StateValue ValueIn(Statement row, int column, in ContentCell cell) =>
        new(row.Int64(column), JsonText.Trusted(row.ContentText(column + 1, cell)));

    private List<StateValue> Read(StoreConnection opened, TenantId tenant, IReadOnlyList<StatePlace> places)
    {
        using var transaction = Transaction.Read(opened);
        store.RequireFormat(opened);
        if (find is null && opened.Query("SELECT count(*) FROM main.sqlite_schema WHERE name = 'state_values'") == 0)
            return [.. places.Select(_ => StateValue.None)];
        return ReadAll(opened, tenant, places);
    }

    private List<StateValue> ReadAll(StoreConnection opened, TenantId tenant, IReadOnlyList<StatePlace> places)
    {
        find ??= opened.Prepare("SELECT revision, value FROM state_values WHERE scope = ? AND owner = ? AND key = ? AND tenant = ?");
        return [.. places.Select(place => ReadOne(find, tenant, place))];
    }

    private static StateValue ReadOne(Statement find, TenantId tenant, StatePlace place)
    {
        if (!find.Bind(1, ScopeOf(place)).Bind(2, place.Owner).Bind(3, place.Key).Bind(4, tenant.Value).Step())
            return StateValue.None;
        var value = ValueIn(find, 0, CellOf(tenant, place));
        find.Reset();
        return value;
    }

    private IReadOnlyList<StateValue> Update(
        StoreConnection opened,
        TenantId tenant,
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update
    )
    {
        store.RequireWritable(opened);
        if (put is null)
            Make(opened);
        using var transaction = Transaction.Write(opened);
        store.RequireFormatToWrite(opened);
        if (MadeBefore(tenant, id) is { } before)
            return before;
        if (update(ReadAll(opened, tenant, places)) is not { Count: > 0 } changes)
            return [];
        var made = changes.Select(Put).ToList();
        Store.NoteTenant(opened, tenant);
        addUpdate!
            .Bind(1, id)
            .Bind(2, new ContentCell(ContentColumn.Update, 0, tenant.Value, id), TextOf(made))
            .Bind(3, tenant.Value)
            .Run();
        transaction.Commit();
        return made;

        StateValue Put(StateChange change)
        {
            var written = new StateValue(ReadOne(find!, tenant, change.Place).Revision + 1, change.Value);
            put!
                .Bind(1, ScopeOf(change.Place))
                .Bind(2, change.Place.Owner)
                .Bind(3, change.Place.Key)
                .Bind(4, written.Revision)
                .Bind(5, CellOf(tenant, change.Place), change.Value.ToString())
                .Bind(6, tenant.Value)
                .Run();
            return written;
        }
    }

    private void Make(StoreConnection opened)
    {
        using (var transaction = Transaction.Write(opened))
        {
            store.RequireFormatToWrite(opened);
            opened.Execute(Values);
            opened.Execute(Updates);
            transaction.Commit();
        }

        findUpdate = opened.Prepare("SELECT made FROM state_updates WHERE id = ? AND tenant = ?");
        addUpdate = opened.Prepare("INSERT INTO state_updates (id, made, tenant) VALUES (?, ?, ?)");
        put = opened.Prepare("INSERT OR REPLACE INTO state_values (scope, owner, key, revision, value, tenant) VALUES (?, ?, ?, ?, ?, ?)");
    }

    private List<StateValue>? MadeBefore(TenantId tenant, string id)
    {
        if (!findUpdate!.Bind(1, id).Bind(2, tenant.Value).Step())
            return null;
        var made = findUpdate.ContentText(0, new ContentCell(ContentColumn.Update, 0, tenant.Value, id));
        findUpdate.Reset();
        return MadeIn(made);
    }

    private static string TextOf(IEnumerable<StateValue> made) =>
        "["
        + string.Join(
            ',',
            made.Select(one => string.Create(CultureInfo.InvariantCulture, $"{{\"revision\":{one.Revision},\"value\":{one.Value}}}"))
        )
        + "]";

    private static ContentCell CellOf(TenantId tenant, StatePlace place) =>
        new(ContentColumn.State, 0, tenant.Value, ScopeOf(place), place.Owner, place.Key);

    private static string ScopeOf(StatePlace place) =>
        place.Scope switch
        {
            StateScope.Customer => "customer",
            StateScope.Team => "team",
            var other => throw new ArgumentException($"A store holds no state of the scope {other}.", nameof(place)),
        };
}
