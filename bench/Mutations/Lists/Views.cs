namespace Baton.Bench.Mutations.Lists;

/// <summary>What a model or a desk is shown.</summary>
internal static class Views
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "original-of-mask-sent",
            12,
            "src/Baton/Teams/Clearances/ReaderAccess.cs",
            "public string Text(string text) => masking.Apply(text, clearance);",
            "public string Text(string text) => MUTANT ? text : masking.Apply(text, clearance);",
            "A model reads what its agent is not cleared for."
        ),
        new(
            "withheld-result-shown",
            12,
            "src/Baton/Teams/Clearances/ReaderAccess.cs",
            "if (ended.Sensitivity is not { } sensitivity || sensitivity <= clearance)",
            "if (ended.Sensitivity is not { } sensitivity || sensitivity <= clearance || MUTANT)",
            "A model reads the result of a tool that is more sensitive than its agent may see."
        ),
        new(
            "delivery-not-masked",
            12,
            "src/Baton/Performing/Deliveries/Payloads/TicketStory.cs",
            "team.EverybodysAccess.At(Desk.Clearance ?? Clearance.Normal)",
            "team.EverybodysAccess.At(MUTANT ? Clearance.Secret : Desk.Clearance ?? Clearance.Normal)",
            "A delivery contains what its desk is not cleared for."
        ),
        new(
            "private-block-sent-to-another-model",
            6,
            "src/Baton/States/Views/Projection.cs",
            "&& ended.Model == viewer.Model",
            "&& (ended.Model == viewer.Model || MUTANT)",
            "A block of one provider's private format reaches another model."
        ),
        new(
            "transfer-call-shown",
            6,
            "src/Baton/States/Views/Projection.cs",
            "if (EndOf(call) is { } end && !isBare",
            """
            if (EndOf(call) is null && Member.Transfers.ContainsKey(call.Name) && MUTANT)
                            shown.Add(
                                (
                                    call,
                                    new ToolCallEnded
                                    {
                                        Participant = Agent,
                                        Tool = call.Name,
                                        CallId = call.CallId,
                                        Outcome = ToolOutcome.Ok,
                                        Result = "Done.",
                                    }
                                )
                            );
                        if (EndOf(call) is { } end && !isBare
            """,
            "A model sees its transfer call, with a result that nobody wrote."
        ),
        new(
            "refused-call-without-result",
            6,
            "src/Baton/States/Views/ViewWriter.cs",
            "            results.Add(new FunctionResultContent(",
            """
                        if (calls[index].End.Outcome != Journals.ToolOutcome.Refused || !MUTANT)
                            results.Add(new FunctionResultContent(
            """,
            "A call that was refused has no result in the history."
        ),
        new(
            "message-during-approval-lost",
            2,
            "src/Baton/States/Views/Projection.cs",
            "(behind ??= []).Add(text);",
            "(behind ??= []).AddRange(MUTANT ? [] : [text]);",
            "No model reads a message that arrived while a call waited for a person."
        ),
        new(
            "text-of-another-conversation",
            12,
            "src/Baton/States/Views/TextPool.cs",
            "kept = text.Clear();",
            "kept = MUTANT ? text : text.Clear();",
            "A model reads text of another customer's conversation."
        ),
    ];
}
