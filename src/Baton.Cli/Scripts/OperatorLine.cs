using System.Text.Json;
using Baton.Cli.Output;
using Baton.Journals.Constraints;
using Baton.Runtime;

namespace Baton.Cli.Scripts;

/// <summary>Parses an operator line: a name in <c>as</c> and one action.</summary>
internal static class OperatorLine
{
    private static readonly string[] Acts =
    [
        "claim",
        "release",
        "decline",
        "reply",
        "ask",
        "note",
        "grant",
        "approve",
        "refuse",
        "resolve",
        "hand_back",
    ];

    public static ScriptLine.Person Read(string place, JsonElement json)
    {
        var fields = new ScriptFields(place, "operator", json);
        fields.Require(["as", "call", .. Acts]);
        var name = fields.Text("as");
        if (Acts.Where(fields.Has).ToList() is not [var act])
            throw new BadInputException($"{place}: an operator line needs exactly one action: {string.Join(", ", Acts)}.");
        if (fields.Has("call") && act is not ("approve" or "refuse"))
            throw new BadInputException($"{place}: 'call' can only be used with 'approve' or 'refuse'.");
        return new ScriptLine.Person(place, name, ActOf(fields, act));
    }

    private static PersonAct ActOf(ScriptFields fields, string act)
    {
        if (act is "claim" or "approve" && !fields.Flag(act))
            throw new BadInputException($"{fields.Place}: '{act}' must be true.");
        if (act == "hand_back")
            return HandBack(new ScriptFields(fields.Place, act, fields.Get(act)!.Value));
        if (act == "resolve")
            return Resolve(new ScriptFields(fields.Place, act, fields.Get(act)!.Value));
        var call = fields.OptionalText("call");
        if (act == "claim")
            return (person, id, _, stop) => Alone(person.ClaimAsync(id, stop));
        if (act == "approve")
            return (person, id, status, stop) => person.ApproveAsync(id, CallIn(status, call), null, stop);
        var text = fields.Text(act);
        return act switch
        {
            "release" => (person, id, _, stop) => Alone(person.ReleaseAsync(id, text, stop)),
            "decline" => (person, id, _, stop) => person.DeclineAsync(id, text, stop),
            "reply" => (person, id, _, stop) => person.ReplyAsync(id, text, stop),
            "ask" => (person, id, _, stop) => person.AskAsync(id, text, stop),
            "note" => (person, id, _, stop) => Alone(person.NoteAsync(id, text, stop)),
            "grant" => Grant(text, fields.Place),
            _ => (person, id, status, stop) => person.RefuseAsync(id, CallIn(status, call), text, stop),
        };
    }

    private static PersonAct Grant(string text, string place) =>
        Permission.TryParse(text, out var permission)
            ? (person, id, _, stop) => Alone(person.GrantAsync(id, permission, cancellationToken: stop))
            : throw new BadInputException($"{place}: '{text}' is not a permission. Examples: billing.refund, or billing.refund <= 80.");

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
            : throw new BadInputException($"{fields.Place}: 'issue' must be the number of an issue.");
    }

    private static CallId CallIn(ConversationStatus status, string? given) =>
        (given, status.Approvals) switch
        {
            ({ } call, _) => new CallId(call),
            (null, [var only]) => only.CallId,
            (null, []) => throw new InvalidOperationException("No tool call waits for approval."),
            _ => throw new InvalidOperationException("Several tool calls wait for approval. Choose one with 'call'."),
        };

    private static async Task<Turn?> Alone(Task act)
    {
        await act;
        return null;
    }
}
