using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.Teams;
using Baton.Teams.Fallbacks;
using Baton.Teams.SharedStates.Schemas;
using Microsoft.Extensions.AI;

namespace Baton.Performing.Validations;

/// <summary>Checks an agent's answers by its validation policy.</summary>
internal sealed class ReplyValidator
{
    private readonly Team team;
    private readonly ValidationPolicy policy;
    private readonly StateSchema? schema;
    private readonly LeakCheck leaks;

    public ReplyValidator(Team team, Agent agent)
    {
        this.team = team;
        policy = team.FallbackOf(agent).Validation;
        schema = policy.Schema is { } text ? StateSchema.Read(text).Schema : null;
        leaks = new LeakCheck(agent.Instructions);
    }

    /// <summary>Whether an answer must be checked before anybody reads it.</summary>
    public bool Holds => policy.Holds;

    /// <summary>What is wrong with a reply, in a sentence for its model; null if nothing is, or if it is no answer.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="member">Its agent.</param>
    /// <param name="view">What its model read.</param>
    /// <param name="session">The conversation or leg.</param>
    public Misfit? Refuse(ModelCallEnded reply, TeamMember member, IReadOnlyList<ChatMessage> view, LegSession session)
    {
        if (string.IsNullOrWhiteSpace(reply.Text) || (reply.Calls is { } calls && IsUnread(calls, member)))
            return null;
        var text = reply.Text.Trim();
        if (policy.Leaks && leaks.FindIn(text, team.EverybodysAccess) is { } leak)
            return new Misfit("leak", leak);
        if (policy.Promises && DeedCheck.FindUndone(text, view, session, team) is { } deed)
            return new Misfit(
                "promise",
                $"It says \"{deed}\", but nothing in this conversation did that. Do it with your tools first, or say what is true."
            );
        // The amount is not repeated here: the model reads this, and the amount would then count as read.
        if (policy.Amounts && AmountCheck.FindUnknown(text, Read(view, session)) is not null)
            return new Misfit(
                "amount",
                "It names an amount of money that appears in no message and no tool result. Only name amounts that you have read."
            );
        if (schema is not null && SchemaCheck.Misfit(text, schema) is { } misfit)
            return new Misfit("schema", misfit);
        return policy.Check?.Invoke(new GuardedText(session.Id, member.Agent.Name, text)) is { } problem
            ? new Misfit("check", problem)
            : null;
    }

    // Nobody reads text beside a tool call, unless the reply hands over as well. An action beside it may be what the text tells of.
    private static bool IsUnread(IReadOnlyList<ModelToolCall> calls, TeamMember member) =>
        calls.Any(call => !member.Transfers.ContainsKey(call.Name))
        && (!calls.Any(call => member.Transfers.ContainsKey(call.Name)) || calls.Any(call => IsAction(call.Name, member)));

    private static bool IsAction(string tool, TeamMember member) =>
        member.Tools.GetValueOrDefault(tool) is { Effect: not ToolEffect.ReadOnly } && !TeamRules.OwnTools.Contains(tool);

    // The model reads its refused replies of this turn again. They do not count as a source.
    private static List<string> Read(IReadOnlyList<ChatMessage> view, LegSession session)
    {
        var refused = new HashSet<string>();
        string? refusedOf = null;
        session.Has(entry =>
        {
            if (entry is ModelCallEnded { Text: { } draft } ended && ended.Participant == refusedOf)
                refused.Add(draft.Trim());
            refusedOf = entry is AttemptFailed { Cause: FailureCause.InvalidOutput or FailureCause.OutputRefused } failed
                ? failed.Participant
                : null;
            return entry is MessageReceived;
        });
        return
        [
            .. view.SelectMany(message => message.Contents)
                .Where(content => content is not TextContent draft || !refused.Contains(draft.Text))
                .Select(TextOf),
        ];
    }

    private static string TextOf(AIContent content) =>
        content switch
        {
            TextContent text => text.Text,
            FunctionResultContent result => result.Result?.ToString() ?? "",
            _ => "",
        };
}

/// <summary>What is wrong with a reply.</summary>
/// <param name="Kind">The check that it failed; null for a guard.</param>
/// <param name="Problem">What is wrong, in a sentence for its model.</param>
internal sealed record Misfit(string? Kind, string Problem);
