using System.Text.Json;
using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Shared values: each update once, revisions without a gap, written by those who may, and sums that add up.</summary>
internal sealed class SharedValues(World world) : Rule(world)
{
    private const string Name = "shared values: each update is made once, in order";
    private const string Sum = "shared values: sums add up";

    private readonly Dictionary<(string Scope, string Owner, string Key), List<JsonElement>> stored = [];
    private readonly Dictionary<string, long> updates = [];
    private readonly HashSet<(string Conversation, string Call)> written = [];
    private readonly HashSet<(string Scope, string Owner, string Key, long Revision)> told = [];
    private readonly Dictionary<(string Scope, string Owner, string Key, long Revision), string> madeBy = [];
    private readonly HashSet<string> inDoubt = [];
    private readonly HashSet<int> acts = [];
    private int untold;

    public override void Before(Conversation conversation, Entry entry)
    {
        if (entry.Kind == EntryKind.StateWritten)
        {
            foreach (var write in entry.Items("writes"u8))
                CheckWrite(conversation, entry, write);
        }
        else if (entry.Kind == EntryKind.ToolCallEnded && entry.Text("tool"u8) == "write_state")
        {
            if (entry.Text("outcome"u8) == "unknown")
                inDoubt.Add(entry.CallId ?? "");
            var isWritten = written.Contains((conversation.Id, entry.CallId ?? ""));
            if (isWritten != (entry.Text("outcome"u8) == "ok"))
                World.Report(
                    Name,
                    $"{conversation.Id}, {entry}: call {entry.CallId} ends as '{entry.Text("outcome"u8)}', "
                        + $"and its write is {(isWritten ? "" : "not ")}in the journal."
                );
        }
    }

    // Whoever's act was lost may find its value in the store and not in the journal: it can be done again under its id.
    public override void See(Happening happening)
    {
        if (happening is Happening.ActBegun { Kind: "WriteState" or "WriteAsProgram" } begun)
            acts.Add(begun.Act);
        else if (happening is Happening.ActEnded { Error: not null } ended && acts.Contains(ended.Act))
            untold++;
        else if (happening is Happening.StateChanged changed)
            Change(changed);
    }

    public override void Finish()
    {
        foreach (var (place, values) in stored)
        {
            // Values of a conversation are in its journal alone.
            if (World.Find(place.Owner) is not null)
                continue;
            for (var revision = 1; revision <= values.Count; revision++)
            {
                var value = (place.Scope, place.Owner, place.Key, revision);
                // What is in doubt is said to be.
                if (!told.Contains(value) && !inDoubt.Contains(madeBy[value]) && untold-- <= 0)
                    World.Report(Name, $"revision {revision} of the {place.Scope} value '{place.Key}' of {place.Owner} is in no journal.");
            }
        }
    }

    private void Change(Happening.StateChanged changed)
    {
        var name = $"{changed.Scope} value '{changed.Key}' of {changed.Owner}";
        var values = ValuesOf(changed.Scope, changed.Owner, changed.Key);
        if (changed.Revision != values.Count + 1)
            World.Report(Name, $"{name} becomes revision {changed.Revision}, and it had revision {values.Count}.");
        values.Add(changed.Value);
        madeBy[(changed.Scope, changed.Owner, changed.Key, values.Count)] = changed.Update;
        // The writes of an update are made together.
        if (updates.TryGetValue(changed.Update, out var before) && before != changed.Number - 1)
            World.Report(Name, $"{name}: update '{changed.Update}' is made again.");
        updates[changed.Update] = changed.Number;
    }

    private void CheckWrite(Conversation conversation, Entry entry, JsonElement write)
    {
        var key = write.GetProperty("key"u8).GetString() ?? "";
        var revision = write.GetProperty("revision"u8).GetInt64();
        var scope = write.GetProperty("scope"u8).GetString() ?? "";
        var call = write.TryGetProperty("call_id"u8, out var id) ? id.GetString() : null;
        var place = $"{conversation.Id}, {entry}: revision {revision} of '{key}'";
        var facts = World.Team.State.FirstOrDefault(state => state.Key == key);
        if (facts is null || facts.Scope != scope || !facts.Writers.Contains(entry.Text("participant"u8) ?? ""))
            World.Report(Name, $"{place} in scope '{scope}' is written by {entry.Text("participant"u8)}, who may not.");
        if (call is not null && !written.Add((conversation.Id, call)))
            World.Report(Name, $"{place}: call {call} has written before.");
        var owner = OwnerOf(conversation, scope, key, revision, write.GetProperty("value"u8));
        if (owner is null)
        {
            World.Report(Name, $"{place} is {write.GetProperty("value"u8)}, and the store never had that.");
            return;
        }

        var values = ValuesOf(scope, owner, key);
        if (owner == conversation.Id)
        {
            if (revision != values.Count + 1)
                World.Report(Name, $"{place} follows revision {values.Count}.");
            values.Add(write.GetProperty("value"u8));
        }

        told.Add((scope, owner, key, revision));
        if (facts is not null && call is not null)
            CheckCall(values, revision, conversation.Calls.GetValueOrDefault(call), facts, place);
    }

    // Values of a conversation are in its journal alone, and so is a customer's of a conversation whose customer is unknown.
    private string? OwnerOf(Conversation conversation, string scope, string key, long revision, JsonElement value)
    {
        if (scope == "conversation" || (scope == "customer" && conversation.Customer is null))
            return conversation.Id;
        foreach (var (place, values) in stored)
        {
            if (
                place.Scope == scope
                && place.Key == key
                && (scope != "customer" || place.Owner == conversation.Customer)
                && revision >= 1
                && revision <= values.Count
                && JsonElement.DeepEquals(values[(int)revision - 1], value)
            )
                return place.Owner;
        }

        return null;
    }

    // What is added up is the value before and the call's; what is not was built on the revision before.
    private void CheckCall(List<JsonElement> values, long revision, Call? call, StateFacts facts, string place)
    {
        if (call is null || ArgumentsOf(call) is not { ValueKind: JsonValueKind.Object } arguments)
            return;
        if (!facts.IsSum)
        {
            if (
                arguments.TryGetProperty("expected_revision"u8, out var known)
                && known.TryGetInt64(out var expected)
                && expected != revision - 1
            )
                World.Report(Name, $"{place} was written by call {call.Id}, which knew revision {expected}.");
            return;
        }

        if (!arguments.TryGetProperty("value"u8, out var added) || Number(added) is not { } part || revision < 1 || revision > values.Count)
            return;
        var before = revision == 1 ? 0 : Number(values[(int)revision - 2]);
        if (Number(values[(int)revision - 1]) != before + part)
            World.Report(Sum, $"{place} is {values[(int)revision - 1]}: call {call.Id} added {part} to {before}.");
    }

    private static JsonElement? ArgumentsOf(Call call)
    {
        if (call.Begun?.Member("arguments"u8) is { } begun)
            return begun;
        foreach (var made in call.Made?.Items("calls"u8) ?? [])
        {
            if (made.GetProperty("call_id"u8).GetString() == call.Id && made.TryGetProperty("arguments"u8, out var arguments))
                return arguments;
        }

        return null;
    }

    private List<JsonElement> ValuesOf(string scope, string owner, string key)
    {
        if (!stored.TryGetValue((scope, owner, key), out var values))
            stored.Add((scope, owner, key), values = []);
        return values;
    }

    private static decimal? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;
}
