using System.Reflection;
using System.Text.Json;
using Baton.Journals;
using Baton.Performing.Sessions;
using Baton.States;
using Baton.States.Snapshots;
using Baton.Tests.Conversations;
using CsCheck;

namespace Baton.Tests.Waking;

/// <summary>A state goes through a snapshot unchanged.</summary>
public sealed class StateSnapshotTests
{
    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public async Task A_state_at_rest_goes_through_a_snapshot_unchanged()
    {
        var seen = 0;
        await Gen.Select(Gen.UInt, Gen.Enum<IssueStrategy>())
            .SampleAsync(
                async (seed, strategy) =>
                {
                    var journal = new InMemoryJournal();
                    var runtime = new RandomTeam(seed, journal, strategy).Runtime();
                    for (var number = 0; number < 4; number++)
                        await runtime.RunAsync($"Message {number}: I have a problem.", Conversation, new MessageId($"m{number}"));
                    var state = ConversationState.Empty;
                    await foreach (var entry in journal.ReadAsync(Conversation))
                    {
                        state = ConversationFold.Apply(state, entry);
                        if (!StateSnapshot.IsAtRest(state))
                            continue;
                        Interlocked.Increment(ref seen);
                        Assert.Equal(StateText.Of(state), StateText.Of(Through(state)));
                    }
                },
                iter: Cases.Of(200)
            );
        Assert.True(seen > 100);
    }

    [Fact]
    public void Every_part_of_the_state_is_in_a_snapshot_or_not_there_at_rest()
    {
        string[] notAtRest =
        [
            "Leg",
            "Legs",
            "Ticket",
            "UntakenTicket",
            "HandBack",
            "ExpiredBetweenTurns",
            "Turn",
            "IsEnded",
            "Parent",
            "Outbox",
        ];
        string[] derived = ["LimitsOfHolder"];
        string[] renamed = ["Ledger"];

        var parts = typeof(ConversationState)
            .GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(property => property.Name)
            .Except([.. notAtRest, .. derived, .. renamed]);

        Assert.Empty(parts.Except(typeof(StateSnapshot).GetProperties().Select(property => property.Name)));
        Assert.Equal(
            typeof(Issue)
                .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(property => property.CanWrite && property.Name is not ("EqualityContract" or "Background"))
                .Select(property => property.Name)
                .Order(),
            typeof(IssueSnapshot).GetProperties().Select(property => property.Name).Order()
        );
    }

    private static ConversationState Through(ConversationState state) =>
        JsonSerializer
            .Deserialize(
                JsonSerializer.SerializeToUtf8Bytes(StateSnapshot.Of(state), SnapshotJson.Default.StateSnapshot),
                SnapshotJson.Default.StateSnapshot
            )!
            .ToState();
}
