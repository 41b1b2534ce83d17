using System.Text.Json;
using Baton.Cli.Serving;
using Baton.Journals.Constraints;

namespace Baton.Cli.Scripts;

/// <summary>Reads what a person does: a name in <c>as</c> and one act.</summary>
internal static class OperatorLine
{
    private static readonly string[] Acts = ["claim", "release", "decline", "reply", "ask", "note", "grant", "approve", "refuse", "resolve", "hand_back"];

    public static ScriptLine.Person Read(string place, JsonElement json)
    {
        var fields = new ScriptFields(place, "operator", json);
        fields.Require(["as", "call", .. Acts]);
        var name = fields.Text("as");
        if (Acts.Where(fields.Has).ToList() is not [var act])
            throw new BadInputException($"{place}: an operator does one thing a line: give one of {string.Join(", ", Acts)}.");
        if (fields.Has("call") && act is not ("approve" or "refuse"))
            throw new BadInputException($"{place}: 'call' goes with approve and refuse.");
        return new ScriptLine.Person(place, name, ActOf(fields, act));
    }

    private static PersonAct ActOf(ScriptFields fields, string act)
    {
        if (act is "claim" or "approve" && !fields.Flag(act))
            throw new BadInputException($"{fields.Place}: '{act}' must be true: leave the line out where nobody does it.");
        if (act == "hand_back")
            return HandBack(new ScriptFields(fields.Place, act, fields.Get(act)!.Value));
        if (act == "resolve")
            return Resolve(new ScriptFields(fields.Place, act, fields.Get(act)!.Value));
        var call = fields.OptionalText("call");
        if (act == "claim")
            return (person, id, _, stop) => Alone(person.ClaimAsync(id, stop));
        if (act == "approve")
            return (person, id, standing, stop) => person.ApproveAsync(id, CallIn(standing, call), null, stop);
        var text = fields.Text(act);
        return act switch
        {
            "release" => (person, id, _, stop) => Alone(person.ReleaseAsync(id, text, stop)),
            "decline" => (person, id, _, stop) => person.DeclineAsync(id, text, stop),
            "reply" => (person, id, _, stop) => person.ReplyAsync(id, text, stop),
            "ask" => (person, id, _, stop) => person.AskAsync(id, text, stop),
            "note" => (person, id, _, stop) => Alone(person.NoteAsync(id, text, stop)),
            "grant" => Grant(text, fields.Place),
            _ => (person, id, standing, stop) => person.RefuseAsync(id, CallIn(standing, call), text, stop),
        };
    }

    private static PersonAct Grant(string text, string place) => Permission.TryParse(text, out var permission)
        ? (person, id, _, stop) => Alone(person.GrantAsync(id, permission, cancellationToken: stop))
        : throw new BadInputException($"{place}: '{text}' is no permission: write billing.refund or billing.refund <= 80.");

    private static PersonAct HandBack(ScriptFields fields)
    {
        fields.Require("note", "to", "resolved");
        var (note, to, isResolved) = (fields.Text("note"), fields.OptionalText("to"), fields.Flag("resolved"));
        return (person, id, _, stop) => person.HandBackAsync(id, note, to, isResolved, stop);
    }

    private static PersonAct Resolve(ScriptFields fields)
    {
        fields.Require("issue", "outcome");
        var outcome = fields.Text("outcome");
        return fields.Get("issue") is { ValueKind: JsonValueKind.Number } given && given.TryGetInt32(out var number)
            ? (person, id, _, stop) => Alone(person.ResolveIssueAsync(id, new IssueId(number), outcome, stop))
            : throw new BadInputException($"{fields.Place}: 'issue' must be an issue's number.");
    }

    private static CallId CallIn(Standing standing, string? given) => (given, standing.Approvals) switch
    {
        ({ } call, _) => new CallId(call),
        (null, [var only]) => only.CallId,
        (null, []) => throw new InvalidOperationException("No tool call waits for approval."),
        _ => throw new InvalidOperationException("Several calls wait: name one with 'call'."),
    };

    private static async Task<Turn?> Alone(Task act)
    {
        await act;
        return null;
    }
}
