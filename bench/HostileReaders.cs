using System.Collections.Frozen;
using Baton.Testing.ChatClients;
using Baton.Texts.Answers;
using Baton.Texts.Clearances;
using Baton.Texts.Facts;
using Baton.Texts.Readable;
using Baton.Texts.Replies;
using Baton.Texts.Routers;
using Baton.Texts.Searches;
using Baton.Texts.Summaries;
using Baton.Texts.Tokens;
using Baton.Tokenizers;

namespace Baton.Bench;

/// <summary>All that reads a text which comes from outside, and a whole turn with it.</summary>
internal static class HostileReaders
{
    private static readonly Router Router = Router.Train([
        new("I was charged twice", "billing"),
        new("refund me please", "billing"),
        new("my invoice is wrong", "billing"),
        new("the dashboard does not load", "technical"),
        new("an error when I log in", "technical"),
        new("the page is blank", "technical"),
    ]);

    /// <summary>The readers, by name.</summary>
    public static readonly IReadOnlyList<(string Name, Action<string> Read)> All =
    [
        ("tokens estimated", text => TokenEstimate.Count(text)),
        ("tokens counted", text => O200kTokens.Count(text)),
        ("words counted", text => WordCount.Of(text)),
        ("masks", text => Masking.Default.Apply(text, Clearance.Normal)),
        ("masks of a result", text => Masking.Default.ApplyToResult(text, Clearance.Normal)),
        ("masks in words", text => Masking.Default.InWords(text)),
        ("a mask found", text => Masking.Default.FindMask(text)),
        ("facts", text => FactFinder.Find([Said(text)])),
        ("a summary", text => ExtractiveSummary.Write([Said(text)], FactFinder.Find([Said(text)]), 500)),
        ("a wish for a person", text => Router.AsksForPerson(text)),
        ("a route", text => Router.Route(text)),
        ("a model's text", text => ModelText.Read(text, name => name == "look_up")),
        ("faults of a text", text => ModelText.FaultOf(text, name => name == "look_up")),
        ("deeds", text => ClaimedDeed.FindIn(text)),
        ("a closing question", text => ClosingQuestion.IsIn(text)),
        ("an announced transfer", text => AnnouncedTransfer.IsIn(text)),
        ("plain text", text => PlainText.Of(text)),
        ("a search", text => new WordSearch("refund order").IndexIn(text)),
        ("a search for the text", text => new WordSearch(text).IndexIn(text)),
        ("readable JSON", text => ReadableJson.Of(text)),
        ("a stream", Stream),
        ("a turn", text => Turn("Hi " + text, "Thank you.")),
        ("a turn with such a reply", text => Turn("Hello.", "Hi " + text)),
    ];

    private static Utterance Said(string text) => new("customer", text, 1, IsCustomer: true);

    private static void Stream(string text)
    {
        var stream = new ReplyStream(FrozenSet.Create("look_up"), Masking.Default);
        foreach (var piece in text.Chunk(8))
            stream.Add(new string(piece));
        stream.Rest(text);
    }

    private static void Turn(string message, string reply)
    {
        using var model = new ScriptedModel(_ => ScriptedReply.Say(reply));
        var team = new Team("hostile", new Agent { Name = "clerk" });
        new TeamRuntime(team, model).RunAsync(message).GetAwaiter().GetResult();
    }
}
