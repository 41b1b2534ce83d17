using System.Buffers;
using System.Text.Json;
using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>Rule 6: what a provider gets is valid for the strictest of them, and no private block reaches anybody else's model.</summary>
internal sealed class Histories(World world) : Rule(world)
{
    private const string Name = "6 a provider never sees an invalid history";

    // Tools that the runtime gives to agents.
    private static readonly HashSet<string> OwnTools = ["read_state", "write_state", "read_history", "update_issue", "escalate", "report"];

    // No provider limits how deep arguments are, and a model may write them as deep as it likes.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1024 };

    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
    );

    private readonly HashSet<string> objects = [];
    private readonly Dictionary<string, (string Agent, string? Model)> owners = [];
    private readonly Dictionary<int, Happening.ModelAsked> asked = [];

    public override void See(Happening happening)
    {
        if (happening is Happening.ModelReplied { Private.Count: > 0 } replied && asked.TryGetValue(replied.Call, out var call))
        {
            foreach (var block in replied.Private)
                owners[block] = (call.Agent, call.Model);
        }
        else if (happening is Happening.ModelAsked request)
        {
            asked[request.Call] = request;
            if (Problem(request) is { } problem)
                World.Report(Name, $"model call {request.Call} of {request.Agent}: {problem}");
        }
    }

    private string? Problem(Happening.ModelAsked request)
    {
        if (request.Tools.Count > 1 && new HashSet<string>(request.Tools).Count != request.Tools.Count)
            return $"two tools have the same name: {string.Join(", ", request.Tools)}.";
        foreach (var tool in request.Tools)
        {
            if (!IsWord(tool, most: 64))
                return $"'{tool}' is no name of a tool.";
        }

        ProviderMessage? before = null;
        for (var place = 0; place < request.Messages.Count; place++)
        {
            var message = request.Messages[place];
            if (OrderProblem(before, message) is { } order)
                return order;
            var refused = place + 1 < request.Messages.Count ? Refused(request.Messages[place + 1]) : [];
            foreach (var part in message.Parts)
            {
                if (PartProblem(request, message, part, refused) is { } problem)
                    return problem;
            }

            if (message.Role == "tool" && !HasPairs(before!, message))
                return $"calls [{Ids(before!, "call")}] have results [{Ids(message, "result")}].";
            before = message;
        }

        return before?.Role is "user" or "tool" ? null : "the history does not end with the user's words or results.";
    }

    private static string? OrderProblem(ProviderMessage? before, ProviderMessage message)
    {
        var isFine = message.Role switch
        {
            "system" => before is null,
            "user" => before?.Role != "user",
            "assistant" => before?.Role is "user" or "tool",
            "tool" => before?.Role == "assistant",
            _ => false,
        };
        if (!isFine)
            return $"a message of the role '{message.Role}' follows '{before?.Role ?? "nothing"}'.";
        if (message.Parts.Count == 0)
            return $"a message of the role '{message.Role}' is empty.";
        return before?.Role == "assistant" && message.Role != "tool" && Has(before, "call")
            ? "a call has no result right behind it."
            : null;
    }

    // A model reads its own call that was refused, with what was wrong with it.
    private static HashSet<string?> Refused(ProviderMessage answering) =>
        [
            .. answering
                .Parts.Where(part =>
                    part.Text is { } text
                    && (text.StartsWith("Error", StringComparison.Ordinal) || text.StartsWith("Not handed over", StringComparison.Ordinal))
                )
                .Select(part => part.CallId),
        ];

    private string? PartProblem(Happening.ModelAsked request, ProviderMessage message, ProviderPart part, HashSet<string?> refused)
    {
        if (part.Kind == "result" != (message.Role == "tool"))
            return "messages of the role 'tool' hold results and nothing else.";
        switch (part.Kind)
        {
            case "text" when string.IsNullOrWhiteSpace(part.Text):
                return $"a message of the role '{message.Role}' has empty text.";
            case "call" or "private" when message.Role != "assistant":
                return $"a message of the role '{message.Role}' has a part of the kind '{part.Kind}'.";
            case "call":
                return CallProblem(request, part, refused);
            case "result" when part.Text is null:
                return $"the result of call '{part.CallId}' is nothing, not even empty.";
            case "private" when part.Text is { } block && owners.TryGetValue(block, out var owner):
                return owner.Agent != request.Agent ? $"it has a private block of {owner.Agent}."
                    : owner.Model is { } model && request.Model is { } other && model != other ? $"it has a private block of model {model}."
                    : null;
            default:
                return null;
        }
    }

    private string? CallProblem(Happening.ModelAsked request, ProviderPart part, HashSet<string?> refused)
    {
        if (!IsWord(part.Tool, most: 64) || !IsWord(part.CallId, most: 40))
            return $"the call '{part.CallId}' of '{part.Tool}' has a name or an id that a provider refuses.";
        if (part.Text is null || !IsObject(part.Text))
            return $"the arguments of call '{part.CallId}' of '{part.Tool}' are no object.";
        if (refused.Contains(part.CallId))
            return null;
        if (part.Tool!.StartsWith("transfer_to_", StringComparison.Ordinal))
            return $"the transfer '{part.CallId}' is shown as a call.";
        return
            request.Tools.Contains(part.Tool)
            || OwnTools.Contains(part.Tool)
            || (World.Agents.TryGetValue(request.Agent, out var agent) && agent.Tools.Contains(part.Tool))
            ? null
            : $"the call '{part.CallId}' is of '{part.Tool}', which {request.Agent} never had.";
    }

    // The same arguments come with every later request.
    private bool IsObject(string arguments)
    {
        if (arguments is "{}" || objects.Contains(arguments))
            return true;
        try
        {
            using var document = JsonDocument.Parse(arguments, Deep);
            return document.RootElement.ValueKind == JsonValueKind.Object && objects.Add(arguments);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasPairs(ProviderMessage calling, ProviderMessage answering)
    {
        if (!Has(calling, "call"))
            return false;
        if (answering.Parts.Count == 1)
        {
            var calls = 0;
            var isSame = true;
            foreach (var part in calling.Parts)
            {
                if (part.Kind != "call")
                    continue;
                calls++;
                isSame &= part.CallId == answering.Parts[0].CallId;
            }

            return isSame && calls == 1;
        }

        return Sorted(calling, "call").SequenceEqual(Sorted(answering, "result"));
    }

    private static IEnumerable<string?> Sorted(ProviderMessage message, string kind) =>
        message.Parts.Where(part => part.Kind == kind).Select(part => part.CallId).Order(StringComparer.Ordinal);

    private static string Ids(ProviderMessage message, string kind) => string.Join(", ", Sorted(message, kind));

    private static bool Has(ProviderMessage message, string kind)
    {
        foreach (var part in message.Parts)
        {
            if (part.Kind == kind)
                return true;
        }

        return false;
    }

    private static bool IsWord(string? text, int most) =>
        text is { Length: > 0 } && text.Length <= most && !text.AsSpan().ContainsAnyExcept(Letters);
}
