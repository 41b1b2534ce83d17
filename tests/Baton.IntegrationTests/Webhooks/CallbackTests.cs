using System.Text;
using System.Text.Json.Nodes;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Sqlite;
using Baton.Teams.Deliveries;
using Baton.Tests.Deliveries;
using Baton.Tests.Journals;
using Baton.Webhooks;

namespace Baton.IntegrationTests.Webhooks;

/// <summary>
/// Another system works on a ticket by signed messages, each of which counts once; whatever is wrong with one changes nothing.
/// </summary>
public sealed class CallbackTests
{
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public async Task A_system_accepts_answers_asks_and_hands_back()
    {
        var shop = await OpenedAsync();

        Assert.Equal(200, (await Of("1", "accept").SendAsync(shop)).Status);
        Assert.Equal(200, (await Of("2", "reply", ""","text":"We are looking for your parcel." """).SendAsync(shop)).Status);
        Assert.Equal(200, (await Of("3", "note", ""","text":"It is in hall 4." """).SendAsync(shop)).Status);
        Assert.Equal(200, (await Of("4", "ask", ""","text":"Which colour was it?" """).SendAsync(shop)).Status);
        var waiting = await shop.Runtime().RunAsync("Blue.", shop.Conversation);
        Assert.Equal(TurnOutcome.WaitingOnPerson, waiting.Outcome);
        Assert.Equal(200, (await Of("5", "hand_back", ""","report":"Handed back: found.","resolved":true""").SendAsync(shop)).Status);

        var entries = await shop.EntriesAsync();
        Assert.Equal("warehouse", entries.OfType<TicketClaimed>().Single().By);
        Assert.Equal(
            [("warehouse", "We are looking for your parcel.", null), ("warehouse", "Which colour was it?", true)],
            entries.OfType<OperatorReplied>().Select(replied => (replied.Operator, replied.Text, replied.Asks))
        );
        Assert.Equal("It is in hall 4.", entries.OfType<TicketNoted>().Single().Text);
        Assert.Equal("Your refund is on its way.", entries.OfType<Replied>().Last().Text);
        Assert.Equal(
            [CallbackAct.Accept, CallbackAct.Reply, CallbackAct.Note, CallbackAct.Ask, CallbackAct.HandBack],
            entries.OfType<CallbackReceived>().Select(received => received.Act)
        );
        Assert.All(entries.OfType<CallbackReceived>(), received => Assert.IsNotType<CallbackReceived>(entries[(int)received.Seq]));
    }

    [Fact]
    public async Task What_a_system_declines_goes_to_the_next_rung()
    {
        var shop = await OpenedAsync();

        await Of("1", "decline", ""","reason":"Not our parcel." """).SendAsync(shop);

        Assert.Equal(["warehouse", "people"], (await shop.EntriesAsync()).OfType<TicketOpened>().Select(opened => opened.Desk));
    }

    [Fact]
    public async Task The_same_callback_again_gets_the_same_answer_and_does_nothing_whatever_happened_since()
    {
        var shop = await OpenedAsync();
        var callback = Of("once", "reply", ""","text":"Hello." """);
        var first = await callback.SendAsync(shop);
        shop.Time.Advance(TimeSpan.FromMinutes(10));
        var again = await callback.SendAsync(shop);
        await Of("done", "hand_back", ""","report":"Handed back: done." """).SendAsync(shop);
        var late = await callback.SendAsync(shop);

        Assert.All([first, again, late], answer => Assert.Equal((200, first.Body), (answer.Status, answer.Body)));
        Assert.Single((await shop.EntriesAsync()).OfType<OperatorReplied>());
        Assert.Equal(409, (await Of("once", "decline", ""","reason":"x" """).SendAsync(shop)).Status);
    }

    [Fact]
    public async Task Many_of_the_same_at_once_count_once()
    {
        var shop = await OpenedAsync();
        var callback = Of("once", "reply", ""","text":"Hello." """);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => callback.SendAsync(shop)));

        Assert.All(answers, answer => Assert.Equal((200, answers[0].Body), (answer.Status, answer.Body)));
        Assert.Single((await shop.EntriesAsync()).OfType<OperatorReplied>());
        Assert.Single((await shop.EntriesAsync()).OfType<CallbackReceived>());
    }

    [Fact]
    public async Task What_is_forged_or_replayed_or_makes_no_sense_is_refused_and_changes_nothing()
    {
        var shop = await OpenedAsync(alsoAt: "partner");
        var good = Of("1", "accept");
        var before = await shop.EntriesAsync();
        var refused = new (int Status, SignedCallback Callback)[]
        {
            (401, good with { Secret = OtherSecret }),
            (401, good with { At = shop.Time.GetUtcNow().AddMinutes(-6) }),
            (401, good with { At = shop.Time.GetUtcNow().AddMinutes(6) }),
            (401, good with { Id = "dotted.id" }),
            (400, new SignedCallback("1", "{")),
            (400, new SignedCallback("1", "[]")),
            (400, new SignedCallback("1", "\"x\"")),
            (400, new SignedCallback("1", """{"type":"ticket.accept"}""")),
            (400, new SignedCallback("1", """{"type":"ticket.accept","data":{}}""")),
            (400, new SignedCallback("1", """{"type":"ticket.explode","data":{"ticket":"c1-1"}}""")),
            (400, new SignedCallback("1", """{"type":"ticket.reply","data":{"ticket":"c1-1"}}""")),
            (400, new SignedCallback("1", """{"type":"ticket.reply","data":{"ticket":"c1-1","text":"  "}}""")),
            (400, new SignedCallback("1", """{"type":"ticket.reply","data":{"ticket":"c1-1","text":"\ud800"}}""")),
            (400, new SignedCallback("1", """{"type":"ticket.hand_back","data":{"ticket":"c1-1","report":"Done.","resolved":"yes"}}""")),
            (400, SignedCallback.Of("1", "ticket.accept", """{"ticket":"c1-1","ticket":"c1-1"}""")),
            (400, SignedCallback.Of("1", "ticket.accept", """{"ticket":"c1-1","\u0074icket":"c2-1"}""")),
            (400, new SignedCallback("1", """{"type":"ticket.decline","type":"ticket.accept","data":{"ticket":"c1-1"}}""")),
            (400, SignedCallback.Of("1", "ticket.accept", $$"""{"ticket":"c1-1","x":{{new string('[', 17)}}{{new string(']', 17)}}}""")),
            (400, SignedCallback.Of("1", "ticket.accept", new string('[', 100_000))),
            (404, SignedCallback.Of("1", "ticket.accept", """{"ticket":"../c1-1"}""")),
            (404, SignedCallback.Of("1", "ticket.accept", """{"ticket":"c1-2"}""")),
            (404, SignedCallback.Of("1", "ticket.accept", """{"ticket":"c2-1"}""")),
            (404, SignedCallback.Of("1", "ticket.accept", """{"ticket":"no ticket"}""")),
            (404, SignedCallback.Of("1", "ticket.accept", """{"ticket":"c1-99999999999999999999"}""")),
            (409, Of("1", "hand_back", ""","report":"Done.","to":"nobody" """)),
            (413, Of("1", "reply", $",\"text\":\"{new string('x', SystemCallbacks.MaximumBodyBytes)}\"")),
        };

        foreach (var (status, callback) in refused)
        {
            var answer = await callback.SendAsync(shop);
            Assert.Equal((status, "application/problem+json"), (answer.Status, answer.ContentType));
            var problem = JsonNode.Parse(answer.Body)!;
            Assert.Equal(status, problem["status"]!.GetValue<int>());
            Assert.NotEmpty(problem["detail"]!.GetValue<string>());
            Assert.DoesNotContain('\n', answer.Body);
        }

        Assert.Equal(403, (await good.SendAsync(shop, "partner")).Status);
        Assert.Equal(before, await shop.EntriesAsync());
        Assert.Equal(200, (await good.SendAsync(shop)).Status);
    }

    [Fact]
    public async Task A_body_that_was_changed_on_the_way_is_refused_and_so_is_one_without_a_signature()
    {
        var shop = await OpenedAsync();
        var callback = Of("1", "reply", ""","text":"Pay 10." """);
        var system = new SystemCallbacks(shop.Runtime(), "warehouse", NewsTeam.Environment);

        var changed = await system.ReceiveAsync(
            callback.Headers(shop),
            Encoding.UTF8.GetBytes(callback.Body.Replace("10", "99", StringComparison.Ordinal))
        );
        var unsigned = await system.ReceiveAsync([], Encoding.UTF8.GetBytes(callback.Body));

        Assert.Equal((401, 401), (changed.Status, unsigned.Status));
        Assert.Empty((await shop.EntriesAsync()).OfType<OperatorReplied>());
    }

    [Fact]
    public async Task After_its_ticket_a_system_can_do_nothing_with_it()
    {
        var shop = await OpenedAsync();
        await shop.Runtime().AsOperator("maria").HandBackAsync(shop.Conversation, "Handed back: done.", resolved: true);

        Assert.Equal(409, (await Of("1", "reply", ""","text":"Hello." """).SendAsync(shop)).Status);
        Assert.Equal(409, (await Of("2", "accept").SendAsync(shop)).Status);
        Assert.Empty((await shop.EntriesAsync()).OfType<CallbackReceived>());
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_to_be_sent_again()
    {
        using var folder = new TemporaryFolder();
        await using (var journal = SqliteJournal.Open(folder.Store))
            await Shop(journal: journal).EscalateAsync();
        var callback = Of("1", "reply", ""","text":"Hello." """);
        await using (var full = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { ReadOnly = true }))
            Assert.Equal(503, (await callback.SendAsync(Shop(journal: full))).Status);

        await using var again = SqliteJournal.Open(folder.Store);
        var shop = Shop(journal: again);
        Assert.Equal(200, (await callback.SendAsync(shop)).Status);
        Assert.Single((await shop.EntriesAsync()).OfType<OperatorReplied>());
    }

    [Fact]
    public async Task What_a_person_has_taken_a_system_leaves_alone()
    {
        var shop = await OpenedAsync();
        await shop.Runtime().AsOperator("maria").ClaimAsync(shop.Conversation);
        var entries = await shop.EntriesAsync();

        var answer = await Of("1", "reply", ""","text":"Hello." """).SendAsync(shop);

        Assert.Equal(
            (409, "maria has claimed ticket c1-1. Nobody else can act on it until maria releases it."),
            (answer.Status, JsonNode.Parse(answer.Body)!["detail"]!.GetValue<string>())
        );
        Assert.Equal(entries, await shop.EntriesAsync());
    }

    [Fact]
    public async Task Cut_behind_any_entry_of_a_callback_it_is_taken_once_when_it_comes_again()
    {
        var whole = await OpenedAsync();
        var callback = Of("1", "hand_back", ""","report":"Handed back: found.","resolved":true""");
        await callback.SendAsync(whole);
        var entries = await whole.EntriesAsync();
        var received = (int)entries.OfType<CallbackReceived>().Single().Seq;
        var act = (int)entries.OfType<TicketClosed>().Single().Seq;

        for (var cut = received - 1; cut <= entries.Count; cut++)
        {
            // The callback and its act are one append: no journal ends between them.
            if (cut >= received && cut < act)
                continue;
            var journal = new InMemoryJournal();
            await journal.AppendAsync(whole.Conversation, 0, [.. entries.Take(cut)], due: null);
            var resumed = Shop(journal: journal);
            var answer = await callback.SendAsync(resumed);

            Assert.Equal(200, answer.Status);
            Assert.Single((await resumed.EntriesAsync()).OfType<TicketClosed>());
            Assert.Equal("Your refund is on its way.", (await resumed.EntriesAsync()).OfType<Replied>().Single().Text);
        }
    }

    [Theory]
    [InlineData("people")]
    [InlineData("nobody")]
    public void Only_a_system_with_a_webhook_calls_back(string name) =>
        Assert.Throws<ArgumentException>(() => new SystemCallbacks(Shop().Runtime(), name));

    private static SignedCallback Of(string id, string act, string more = "") =>
        SignedCallback.Of(id, "ticket." + act, $$"""{"ticket":"c1-1"{{more}}}""");

    private static NewsTeam Shop(string? alsoAt = null, IJournal? journal = null)
    {
        List<Desk> desks = [SystemNamed("warehouse"), NewsTeam.People()];
        if (alsoAt is not null)
            desks.Add(SystemNamed(alsoAt));
        return new NewsTeam([.. desks]) { Journal = journal ?? new InMemoryJournal() };
    }

    private static Desk SystemNamed(string name) =>
        new()
        {
            Name = name,
            IsSystem = true,
            Webhook = new Webhook(new Uri("http://127.0.0.1:9/"), "SECRET"),
        };

    private static async Task<NewsTeam> OpenedAsync(string? alsoAt = null)
    {
        var shop = Shop(alsoAt);
        await shop.EscalateAsync();
        return shop;
    }
}
