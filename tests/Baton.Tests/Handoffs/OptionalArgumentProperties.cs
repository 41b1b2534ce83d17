using Baton.Journals;
using Baton.Testing.ChatClients;
using CsCheck;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Handoffs;

/// <summary>What is optional can never destroy what was asked.</summary>
public sealed class OptionalArgumentProperties
{
    // No word of it is a limit that could have been meant.
    private static readonly string[] Junk =
    [
        "null",
        "\"\"",
        "\"none\"",
        "\"very\"",
        "true",
        "-1",
        "0",
        "7e300",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[1,{}]",
        """{"a":[1]}""",
        """["no_such_thing"]""",
        "\"{broken\"",
        "\"[1,\"",
        """{"agent":7}""",
        """{"minutes":0,"turns":-3,"tools":[],"permissions":{},"clearance":"top"}""",
        """{"minutes":"soon","turns":[],"tools":["none"],"permissions":"nothing","clearance":7}""",
    ];

    private static readonly string[] Optional = ["category", "confidence", "priority", "notes", "alternatives", "limits", "strategy"];

    private static readonly Gen<string> Arguments = Gen.Select(Gen.Int[0, Optional.Length - 1], Gen.Int[0, Junk.Length - 1])
        .Select(pair => $"\"{Optional[pair.Item1]}\":{Junk[pair.Item2]}")
        .Array[0, 8]
        .Select(members =>
            string.Join(
                ',',
                members.DistinctBy(member => member.Split(':')[0]).Prepend("\"summary\":\"A refund.\",\"issues\":[\"A refund\"]")
            )
        )
        .Select(members => $"{{{members}}}");

    [Fact]
    public void Junk_in_optional_arguments_changes_neither_receiver_nor_issues_nor_tools() =>
        Arguments.Sample(
            arguments => Assert.Equal("billing: #1 A refund (billing); find, refund, update_issue", Outcome(arguments)),
            iter: 300
        );

    private static string Outcome(string arguments)
    {
        var find = Tool.Create(() => "found", "find", effect: ToolEffect.ReadOnly);
        var refund = Tool.Create((decimal amount) => "refunded", "refund", needs: "billing.refund", argument: "amount");
        var billing = new Agent
        {
            Name = "billing",
            Tools = [find, refund],
            Permissions = ["billing.refund"],
        };
        var models = new ScriptedModels
        {
            ["triage"] = new ScriptedModel(Call("transfer_to_billing", arguments), Say("Not handed over.")),
            ["billing"] = new ScriptedModel(_ => Say("Done.")),
        };
        var journal = new InMemoryJournal();
        var conversation = new ConversationId("c1");
        var triage = new Agent { Name = "triage", Handoffs = [billing] };
        var turn = new TeamRuntime(new Team("team", triage), models.For, journal)
            .RunAsync("A refund.", conversation)
            .GetAwaiter()
            .GetResult();
        var tools = string.Join(", ", models["billing"].Requests[0].Tools);
        return $"{turn.Holder}: {string.Join(", ", turn.Issues.Select(issue => $"{issue.Id} {issue.Title} ({issue.Owner})"))}; {tools}";
    }
}
