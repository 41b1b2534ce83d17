using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Loopback;

namespace Baton.Bench.Faults;

/// <summary>Plays the agents of the sample as a sensible model would: triage hands over, specialists look up and answer.</summary>
internal static partial class SampleAgents
{
    /// <summary>Answers a request that is about a <see cref="Case"/>.</summary>
    public static ScriptedReply Play(ParsedRequest request)
    {
        var at = CaseIn(request);
        return AgentOf(request) is not { } agent ? Triage(at)
            : agent == CampaignTeam.Helper || at.Owners is [var only] && only == agent || request.Mentions(at.TitleFor(agent))
                ? Work(agent, at, request)
            : PassOn(agent, at);
    }

    /// <summary>What a request is about: cases are numbered upwards in each conversation, so the highest is the present one.</summary>
    public static Case CaseIn(ParsedRequest request) =>
        new(
            request
                .Messages.SelectMany(message => CaseName().Matches(message.Text))
                .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                .Max()
        );

    private static ScriptedReply Triage(Case at)
    {
        var calls = at.Owners.Select(owner =>
            (
                $"transfer_to_{owner}",
                Json(
                    new()
                    {
                        ["summary"] = at.Text,
                        ["issues"] = new[] { at.TitleFor(owner) },
                        ["category"] = owner,
                        ["confidence"] = 0.9,
                    }
                )
            )
        );
        return ScriptedReply.Calls([.. calls]);
    }

    private static ScriptedReply PassOn(string agent, Case at)
    {
        var target = (agent, at.Owners) switch
        {
            ("billing", ["technical"]) => "technical",
            ("technical", ["billing"]) => "billing",
            _ => "triage",
        };
        return ScriptedReply.Calls(
            ($"transfer_to_{target}", Json(new() { ["summary"] = at.Text, ["issues"] = at.Owners.Select(at.TitleFor).ToArray() }))
        );
    }

    private static ScriptedReply Work(string agent, Case at, ParsedRequest request) =>
        (at.Kind, agent) switch
        {
            (CaseKind.Credit, _) => Deed(
                request,
                CampaignTeam.GiveCredit,
                at,
                CampaignTeam.CreditedFor(at.Name),
                $"Case {at.Name}: the credit of $5.00 is on your account."
            ),
            (CaseKind.Callback, _) => Deed(
                request,
                CampaignTeam.BookCallback,
                at,
                CampaignTeam.BookedFor(at.Name),
                $"Case {at.Name}: somebody will call you tomorrow."
            ),
            (CaseKind.Hours, _) => LookUp(
                request,
                $"Case {at.Name}: we are here from Monday to Friday.",
                ("find_topic", """{"topic":"opening hours"}""")
            ),
            (CaseKind.Both, CampaignTeam.Helper) => LookUp(
                request,
                $"Case {at.Name}: you were charged $49.99, and your plan costs $29.99. The error on your dashboard is known.",
                ("find_charge", """{"amount":"49.99"}"""),
                ("find_incident", """{"component":"dashboard"}""")
            ),
            (CaseKind.Dashboard, _) or (CaseKind.Both, "technical") => LookUp(
                request,
                $"Case {at.Name}: the error on your dashboard is known and is being worked on.",
                ("find_incident", """{"component":"dashboard"}""")
            ),
            _ => LookUp(
                request,
                $"Case {at.Name}: you were charged $49.99, and your plan costs $29.99.",
                ("find_charge", """{"amount":"49.99"}"""),
                ("find_plan", """{"price":"29.99"}""")
            ),
        };

    private static ScriptedReply LookUp(ParsedRequest request, string answer, params ReadOnlySpan<(string Tool, string Arguments)> calls) =>
        request.BringsResults ? ScriptedReply.Says(answer) : ScriptedReply.Calls(calls);

    // A sensible model does nothing a second time that was done, or of which nobody knows whether it was.
    private static ScriptedReply Deed(ParsedRequest request, string tool, Case at, string done, string answer) =>
        request.Mentions(done) ? ScriptedReply.Says(answer)
        : request.Mentions($"{tool} was interrupted") || request.Mentions($"{tool} did not end") || request.Mentions($"{tool} failed")
            ? ScriptedReply.Says($"Case {at.Name}: I do not know whether that worked. A colleague will look.")
        : ScriptedReply.Calls((tool, Json(new() { ["case"] = at.Name })));

    private static string? AgentOf(ParsedRequest request) =>
        request.System.Contains(CampaignTeam.HelperInstructions, StringComparison.Ordinal) ? CampaignTeam.Helper
        : request.Offers("find_charge") ? "billing"
        : request.Offers("find_incident") ? "technical"
        : request.Offers("find_topic") ? "general"
        : null;

    private static string Json(Dictionary<string, object> arguments) => JsonSerializer.Serialize(arguments);

    [GeneratedRegex(@"\b[Cc]ase ([0-9]+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex CaseName();
}
