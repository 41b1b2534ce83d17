using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Constraints;
using Baton.States.Histories;
using Baton.States.Views;
using Baton.Texts.Clearances;
using Baton.Texts.Tokens;
using Microsoft.Extensions.AI;

namespace Baton.Tests.Conversations;

/// <summary>What agents read, by views that grow with the conversation, held to views that are built at once (rule 9).</summary>
internal sealed class GrownViews(Team team)
{
    private readonly Dictionary<(string Agent, Clearance Clearance), AgentView> views = [];

    /// <summary>Checks what a model was asked with.</summary>
    public void Check(ModelCallBegun begun, List<JournalEntry> entries, ConversationState state)
    {
        var sofar = entries.Take((int)begun.Seq).ToList();
        var line = state.ForLeg(begun.Leg);
        var member = team[begun.Participant];
        var reader = member.AccessWithin(HolderAccess.LimitsOn(member, line));
        if (!views.TryGetValue((begun.Participant, reader.Clearance), out var grown))
            views.Add((begun.Participant, reader.Clearance), grown = New());
        Assert.Equal(TextOf(New()), TextOf(grown));

        AgentView New() => new(team, member, reader, begun.Model, member.Agent.ContextWindow, TokenEstimate.Count);

        string TextOf(AgentView view) =>
            string.Join(
                '\n',
                view.Messages(sofar, line, new Transcript().Read(sofar))
                    .Select(message =>
                        $"{message.Role}: {string.Join(" | ", message.Contents.Select(content => content switch
            {
                TextContent text => text.Text,
                FunctionCallContent call => $"{call.CallId} {call.Name}",
                FunctionResultContent result => $"{result.CallId} = {result.Result}",
                _ => content.GetType().Name,
            }))}"
                    )
            );
    }
}
