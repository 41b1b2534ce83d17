using System.Text;
using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Erasures;

namespace Baton.Sqlite;

/// <summary>
/// A table that keeps something of a customer, and which of its rows. The eraser and the export both go by <see cref="All"/>, and a test
/// holds it against the tables of a file.
/// </summary>
/// <param name="Place">What it keeps.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">What <paramref name="Read"/> needs of a row.</param>
/// <param name="Where">Which rows belong to the subject.</param>
/// <param name="Order">What orders them.</param>
/// <param name="Bind">Binds the subject.</param>
/// <param name="Read">What a row says.</param>
internal sealed record KeptTable(
    KeptPlace Place,
    string Name,
    string Columns,
    string Where,
    string Order,
    Action<Statement, KeptOf> Bind,
    Func<Statement, IEnumerable<KeptItem>> Read
)
{
    // Those of a conversation, in the order of an export, then the one of the customer.
    public static readonly IReadOnlyList<KeptTable> All =
    [
        OfConversation(
            KeptPlace.Entry,
            "batches",
            "place, body",
            "place BETWEEN ?1 << 32 AND (?1 << 32) + 4294967295",
            row =>
                [
                    .. row.ContentText(1, ContentCell.At(ContentColumn.Body, row))
                        .Split('\n')
                        .Select(line => new KeptItem(KeptPlace.Entry, JsonText.Trusted(line))),
                ],
            order: "place"
        ),
        OfConversation(
            KeptPlace.Inbox,
            "inbox",
            "conversation, message, customer, body",
            "conversation = ?1",
            row => [KeptItem.Of(LeaseTable.MessageOf(row))],
            order: "place"
        ),
        OfConversation(
            KeptPlace.Waiting,
            "waiting",
            "conversation, body",
            "conversation = ?1",
            row => KeptItem.Of(WaitingTable.ListIn(row))
        ),
        new(
            KeptPlace.StateUpdate,
            "state_updates",
            "tenant, id, made",
            "tenant = ?3 AND ((id > ?1 || ':' AND id < ?1 || ';') OR id IN (SELECT value FROM json_each(?2)))",
            "id",
            (statement, of) => statement.Bind(1, of.Conversation).Bind(2, of.Calls).Bind(3, of.Tenant.Value),
            row => [KeptItem.OfUpdate(row.Text(1), StateTables.MadeIn(row.ContentText(2, ContentCell.At(ContentColumn.Update, row))))]
        ),
        OfConversation(
            KeptPlace.Snapshot,
            "snapshots",
            "conversation, version, read_from, body",
            "conversation = ?1",
            row => [KeptItem.Of(SnapshotTable.Of(row))]
        ),
        OfConversation(KeptPlace.Due, "due_times", "team, at, of", "conversation = ?1", ReadDue),
        OfConversation(
            KeptPlace.Lease,
            "leases",
            "owner, beat",
            "conversation = ?1",
            row => [KeptItem.Of(new Lease(row.Text(0), row.Int64(1)))]
        ),
        OfConversation(
            KeptPlace.Conversation,
            "conversations",
            "name",
            "id = ?1",
            row =>
            {
                var name = row.Text(0);
                return [KeptItem.Of(KeptPlace.Conversation, writer => writer.WriteString("conversation", name))];
            }
        ),
        new(
            KeptPlace.State,
            "state_values",
            "tenant, scope, owner, key, revision, value",
            "tenant = ?2 AND scope = 'customer' AND owner = ?1",
            "key",
            (statement, of) => statement.Bind(1, of.Customer).Bind(2, of.Tenant.Value),
            row => [KeptItem.OfState(row.Text(3), StateTables.ValueIn(row, 4, ContentCell.At(ContentColumn.State, row)))]
        ),
    ];

    /// <summary>Those of the list that the file has: it gets some only when they are needed.</summary>
    public static List<KeptTable> In(StoreConnection connection, bool ofCustomer)
    {
        using var rows = new Statement(connection, "SELECT name FROM main.sqlite_schema WHERE type = 'table'");
        var tables = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Step())
            tables.Add(rows.Text(0));
        return [.. All.Where(table => table.Place == KeptPlace.State == ofCustomer && tables.Contains(table.Name))];
    }

    /// <summary>Deletes the subject's rows; whether there were any.</summary>
    public bool Delete(StoreConnection connection, KeptOf of)
    {
        using var delete = new Statement(connection, $"DELETE FROM {Name} WHERE {Where}");
        Bind(delete, of);
        delete.Run();
        return connection.Query("SELECT changes()") > 0;
    }

    /// <summary>Reads the subject's rows.</summary>
    public List<KeptItem> List(StoreConnection connection, KeptOf of)
    {
        using var select = new Statement(connection, $"SELECT {Columns} FROM {Name} WHERE {Where} ORDER BY {Order}");
        Bind(select, of);
        var items = new List<KeptItem>();
        while (select.Step())
            items.AddRange(Read(select));
        return items;
    }

    private static KeptTable OfConversation(
        KeptPlace place,
        string name,
        string columns,
        string where,
        Func<Statement, IEnumerable<KeptItem>> read,
        string order = "1"
    ) => new(place, name, columns, where, order, (statement, of) => statement.Bind(1, of.Number), read);

    private static KeptItem[] ReadDue(Statement row)
    {
        var (team, at, of) = (row.Text(0), row.Int64(1), row.Text(2));
        return
        [
            KeptItem.Of(
                KeptPlace.Due,
                writer =>
                {
                    writer.WriteString("team", team);
                    // The row of a conversation in which nothing is due says only whose it is.
                    if (at != DueTable.NeverMoment)
                        writer.WriteString("at", DateTimeOffset.FromUnixTimeMilliseconds(at));
                    writer.WriteString("of", of);
                }
            ),
        ];
    }
}

/// <summary>Whose rows: a conversation's, or those of a customer beside the conversations.</summary>
/// <param name="Tenant">Whose rows.</param>
/// <param name="Number">The conversation's number in the file.</param>
/// <param name="Conversation">Its name.</param>
/// <param name="Calls">The ids of the calls in it as a JSON array: what they made of shared state is kept under them.</param>
/// <param name="Customer">The customer.</param>
internal readonly record struct KeptOf(TenantId Tenant, long Number, string Conversation, string Calls, string Customer)
{
    public static KeptOf Of(TenantId tenant, CustomerId customer) => new(tenant, 0, "", "[]", customer.Value);

    /// <summary>Finds a conversation's calls.</summary>
    public static KeptOf Of(StoreConnection connection, long number, StoredId id)
    {
        var calls = new List<string>();
        using var bodies = new Statement(
            connection,
            "SELECT place, body FROM batches WHERE place BETWEEN ?1 << 32 AND (?1 << 32) + 4294967295 ORDER BY place"
        );
        bodies.Bind(1, number);
        while (bodies.Step())
        {
            var body = bodies.ContentText(1, ContentCell.At(ContentColumn.Body, bodies));
            foreach (var line in body.Split('\n').Where(line => line.Contains("\"calls\":", StringComparison.Ordinal)))
                calls.AddRange(CallsIn(line));
        }

        return new KeptOf(id.Tenant, number, id.Conversation.Value, JsonOf(calls), "");
    }

    // An entry of a newer Baton, or a damaged one, must not stand in the way of erasing it.
    private static IEnumerable<string> CallsIn(string line)
    {
        JsonDocument entry;
        try
        {
            entry = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 128 });
        }
        catch (JsonException)
        {
            yield break;
        }

        using (entry)
        {
            if (!entry.RootElement.TryGetProperty("calls", out var calls) || calls.ValueKind != JsonValueKind.Array)
                yield break;
            foreach (var call in calls.EnumerateArray())
            {
                if (call.ValueKind == JsonValueKind.Object && call.TryGetProperty("call_id", out var id) && id.GetString() is { } text)
                    yield return text;
            }
        }
    }

    private static string JsonOf(IEnumerable<string> texts)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartArray();
            foreach (var text in texts)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
