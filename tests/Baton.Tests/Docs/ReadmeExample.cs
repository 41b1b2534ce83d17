using Baton.Sqlite;
using Microsoft.Extensions.AI;

namespace Baton.Tests.Docs;

/// <summary>The README's code, compiled: <see cref="ReadmeTests"/> holds the two together.</summary>
internal static class ReadmeExample
{
    public static async Task RunAsync(IChatClient model)
    {
        static string FindCharge(string amount) => $"invoice 7 over {amount}";

        // <readme>
        var billing = new Agent
        {
            Name = "billing",
            Instructions = "Answer questions about charges.",
            Tools = [Tool.Create(FindCharge)],
        };
        var technical = new Agent { Name = "technical", Instructions = "Answer questions about errors." };
        var triage = new Agent
        {
            Name = "triage",
            Instructions = "Find out who can help.",
            Handoffs = [billing, technical],
        };
        billing.Handoffs.Add(triage); // cycles are fine

        await using var journal = SqliteJournal.Open("support.db");
        var runtime = new TeamRuntime(new Team("support", triage), model, journal); // model: any IChatClient

        var turn = await runtime.RunAsync("I was charged $49.99 instead of $29.99, and the dashboard shows an error.");
        Console.WriteLine(turn.FinalOutput); // one reply to both issues
        Console.WriteLine(
            $"{turn.Holder} holds the baton; {turn.Issues.Count} issues; {turn.Usage["triage"].InputTokenCount} tokens read by triage"
        );

        await foreach (var update in runtime.RunStreamingAsync("And the invoice?", turn.Conversation))
            Console.WriteLine(update); // entries as they become durable, text as models write it, the turn at the end
        // </readme>
    }
}
