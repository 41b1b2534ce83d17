using System.ComponentModel;
using System.Globalization;
using Baton.Bench.Faults;
using Baton.Testing.ChatClients;

namespace Baton.Bench.Processes;

/// <summary>A cashier who pays, books and refunds: a payment must run once, a booking may be repeated, a refund needs a person.</summary>
internal static class PaymentTeam
{
    public const string Pay = "pay";
    public const string Book = "book";
    public const string Refund = "refund";

    private static readonly TimeSpan ToolTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ModelTime = TimeSpan.FromMilliseconds(5);

    /// <summary>A payment's message.</summary>
    public static string PayText(int order) => string.Create(CultureInfo.InvariantCulture, $"Please pay order {order}");

    /// <summary>A refund's message.</summary>
    public static string RefundText(int order) => string.Create(CultureInfo.InvariantCulture, $"Please refund order {order}");

    /// <summary>The team, whose tools leave their mark in a log outside of the journal.</summary>
    public static Team Create(string executions, TimeProvider time)
    {
        var log = new ExecutionLog(executions, time, ToolTime);
        var cashier = new Agent
        {
            Name = "cashier",
            Tools =
            [
                Of(Pay, ToolEffect.Once),
                Of(Book, ToolEffect.Idempotent),
                new Tool(Of(Refund, ToolEffect.Once).Function) { Approval = ApprovalRule.Always },
            ],
        };
        return new Team("payments", cashier);

        Tool Of(string name, ToolEffect effect) =>
            Tool.Create(
                ([Description("The order.")] int order, ToolCall call) =>
                    log.RunAsync(call, string.Create(CultureInfo.InvariantCulture, $"{name} {order}"), $"{name} {order}: done"),
                name,
                effect: effect
            );
    }

    /// <summary>The cashier's model: it calls what the last message asks for, and repeats what came of it.</summary>
    public static ScriptedModel Model(TimeProvider time) =>
        new(request =>
            (
                request.Results is { Count: > 0 } results ? ScriptedReply.Say(string.Join(". ", results))
                : request.Messages[^1].Text.Trim().Split(' ') is [.., "refund", _, var refunded] ? CallOf(Refund, refunded)
                : request.Messages[^1].Text.Trim().Split(' ') is [.., var paid] ? CallOf(Pay, paid).And(CallOf(Book, paid))
                : ScriptedReply.Say("What can I pay?")
            ) with
            {
                After = Task.Delay(ModelTime, time),
            }
        );

    private static ScriptedReply CallOf(string tool, string order) => ScriptedReply.Call(tool, $$"""{"order":{{order}}}""");
}
