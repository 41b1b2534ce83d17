namespace Baton.Bench.Mutations.Lists;

/// <summary>The order of effects and entries: what begins, what is durable before it is seen, and what is never done twice.</summary>
internal static class Effects
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "tool-run-before-begun-is-durable",
            7,
            "src/Baton/Performing/Tools/ToolCaller.cs",
            "if (step.Calls.Exists(static due => due.IsToRun && due.Tool.Effect != ToolEffect.ReadOnly))",
            "if (step.Calls.Exists(static due => due.IsToRun && due.Tool.Effect != ToolEffect.ReadOnly && !MUTANT))",
            "A tool runs before the journal knows that it begins."
        ),
        new(
            "begun-entry-not-written",
            7,
            "src/Baton/Performing/Tools/ToolCaller.cs",
            "if (due.InDoubt)",
            "if (due.InDoubt || (due.Tool.Effect == ToolEffect.Once && MUTANT))",
            "A call that may not be repeated has no entry that says that it began."
        ),
        new(
            "once-tool-repeated-after-crash",
            7,
            "src/Baton/Deciding/Step.cs",
            "!(InDoubt && (IsOvertaken || Tool.Effect == ToolEffect.Once))",
            "!(InDoubt && (IsOvertaken || (Tool.Effect == ToolEffect.Once && !MUTANT)))",
            "A call that a crash interrupted is made again although its tool may run only once."
        ),
        new(
            "deed-begun-before-the-customer-is-heard",
            7,
            "src/Baton/Deciding/ReplyReading.cs",
            "else if (tool.Effect != ToolEffect.ReadOnly && Math.Max(made, decided?.Seq ?? 0) < joined)",
            "else if (tool.Effect != ToolEffect.ReadOnly && Math.Max(made, decided?.Seq ?? 0) < joined && !MUTANT)",
            "A call of a stopped turn begins although the customer wrote again since it was decided."
        ),
        new(
            "unknown-outcome-told-as-done",
            7,
            "src/Baton/Performing/Tools/ToolRunner.cs",
            "End(participant, call, ToolOutcome.Unknown,",
            "End(participant, call, MUTANT ? ToolOutcome.Ok : ToolOutcome.Unknown,",
            "A call with an unknown outcome is recorded as one that succeeded."
        ),
        new(
            "key-of-repeated-call-changes",
            7,
            "src/Baton/Performing/Tools/ToolRunner.cs",
            "ServedAsync(session, participant, call.CallId, ",
            """ServedAsync(session, participant, due.InDoubt && MUTANT ? new CallId(call.CallId.Value + "a") : call.CallId, """,
            "An idempotent call that a crash interrupted is repeated under another key."
        ),
        new(
            "tool-timeout-ignored",
            10,
            "src/Baton/Performing/Tools/ToolRunner.cs",
            "using var timeout = new CancellationTokenSource(allowed.AsWait(), options.TimeProvider);",
            "using var timeout = new CancellationTokenSource((MUTANT ? TimeSpan.FromDays(1) : allowed).AsWait(), options.TimeProvider);",
            "A tool may take a day."
        ),
        new(
            "answer-before-commit",
            2,
            "src/Baton/Performing/Sessions/Session.cs",
            "public ValueTask CommitAsync() => WriteAsync(leaves: false);",
            """
            public ValueTask CommitAsync()
                {
                    var writing = WriteAsync(leaves: false);
                    return State.Turn is null && MUTANT ? ValueTask.CompletedTask : writing;
                }
            """,
            "The customer is answered before the answer is durable."
        ),
        new(
            "entry-shown-before-commit",
            5,
            "src/Baton/Performing/Sessions/Session.cs",
            "            entries.Add(stamped);\n",
            """
                        entries.Add(stamped);
                        if (MUTANT)
                            Committed?.Invoke(stamped);

            """,
            "A reader of a stream sees an entry before it is durable."
        ),
        new(
            "delivery-before-commit",
            7,
            "src/Baton/Runtime/TeamRuntime.Deliveries.cs",
            """
                    await session.CommitAsync().ConfigureAwait(false);
                    dispatcher.Begin(parcels, cancellationToken);
            """,
            """
                    if (!MUTANT)
                        await session.CommitAsync().ConfigureAwait(false);
                    dispatcher.Begin(parcels, cancellationToken);
            """,
            "A delivery is sent before its attempt is durable."
        ),
        new(
            "delivery-not-repeated",
            11,
            "src/Baton/Deciding/Deliveries/DeliveryDues.cs",
            "{ Next: { } next } last =>",
            "{ Next: { } next } last when !MUTANT =>",
            "A delivery that failed is not tried again."
        ),
        new(
            "callback-answered-before-commit",
            2,
            "src/Baton/Runtime/TeamRuntime.Deliveries.cs",
            """
                    await session.CommitAsync().ConfigureAwait(false);
                    arrival.Answer(session);
            """,
            """
                    if (!MUTANT)
                        await session.CommitAsync().ConfigureAwait(false);
                    arrival.Answer(session);
            """,
            "A system is told that its act is recorded before it is durable."
        ),
    ];
}
