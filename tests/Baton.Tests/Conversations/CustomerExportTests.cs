using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Erasures;
using Baton.Runtime;
using Baton.Sqlite;
using Baton.Tests.Journals;
using Microsoft.Extensions.Time.Testing;

namespace Baton.Tests.Conversations;

/// <summary>An export holds all that an erasure takes, and nothing of anybody else.</summary>
public sealed class CustomerExportTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<bool> Stores => [false, true];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_export_holds_what_is_kept_in_every_place_and_after_the_erasure_nothing(bool inFile)
    {
        await using var file = inFile ? SqliteJournal.Open(folder.Store) : null;
        IJournal journal = file ?? (IJournal)new InMemoryJournal();
        await PlantedCustomer.PlantAsync(journal);

        var before = await ExportAsync(journal);
        await new CustomerRecords(journal, time).ForgetAsync(PlantedCustomer.Id, "lea", evenOpen: true);
        var after = await ExportAsync(journal);

        Assert.All(
            Enum.GetValues<KeptPlace>().Where(place => place != KeptPlace.Snapshot || journal.KeepsSnapshots),
            place =>
            {
                Assert.Contains(PlantedCustomer.WordIn(place), before, StringComparison.Ordinal);
                Assert.DoesNotContain(PlantedCustomer.WordIn(place), after, StringComparison.Ordinal);
            }
        );
        Assert.DoesNotContain("stays", before, StringComparison.Ordinal);
        Assert.Contains("stays", await ExportAsync(journal, PlantedCustomer.Other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_says_what_the_conversation_was_and_holds_its_entries_in_order()
    {
        var journal = new InMemoryJournal();
        await PlantedCustomer.PlantAsync(journal);

        using var document = JsonDocument.Parse(await ExportAsync(journal));

        var root = document.RootElement;
        Assert.Equal("customer-1", root.GetProperty("customer").GetString());
        Assert.Equal("2026-11-30T12:00:00+00:00", root.GetProperty("exported_at").GetString());
        var conversation = Assert.Single(root.GetProperty("conversations").EnumerateArray());
        Assert.Equal("hers", conversation.GetProperty("conversation").GetString());
        Assert.Equal("open", conversation.GetProperty("status").GetString());
        Assert.Equal((await journal.VerifyAsync(PlantedCustomer.Conversation)).Head, conversation.GetProperty("head").GetString());
        Assert.Equal("hers-1", conversation.GetProperty("tickets")[0].GetProperty("ticket").GetString());
        var entries = conversation.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["conversation_opened", "message_received", "model_call_ended", "ticket_opened"], entries.Select(TypeOf));
        Assert.Equal(["draft", "name"], root.GetProperty("state").EnumerateArray().Select(value => value.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task What_could_steer_a_terminal_is_escaped_and_letters_are_not()
    {
        var journal = new InMemoryJournal();
        await journal.AppendAsync(
            PlantedCustomer.Conversation,
            0,
            [
                new Baton.Journals.Entries.ConversationOpened
                {
                    Seq = 1,
                    Format = JournalCodec.Format,
                    Conversation = PlantedCustomer.Conversation,
                    Team = "Größe\u202Eevil\u009B31m",
                    Holder = "triage",
                    Customer = PlantedCustomer.Id,
                },
            ],
            due: null
        );

        var text = await ExportAsync(journal);

        Assert.Contains("Größe", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, character => character is '\u202E' or '\u009B');
    }

    private static string? TypeOf(JsonElement entry) => entry.GetProperty("type").GetString();

    private async Task<string> ExportAsync(IJournal journal, CustomerId? customer = null)
    {
        using var output = new MemoryStream();
        await new CustomerRecords(journal, time).ExportAsync(customer ?? PlantedCustomer.Id, output);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }
}
