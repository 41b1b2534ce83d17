using System.Globalization;
using System.Text.Json;
using Baton.Journals.Constraints;
using Baton.Oracle.Records;
using Baton.Simulation.Worlds;
using Baton.Texts.Clearances;
using Microsoft.Extensions.AI;

namespace Baton.Simulation.Running;

/// <summary>A tool of a world: what it does is in the record from the moment at which it does it.</summary>
internal sealed class SimulatedTool : AIFunction
{
    /// <summary>The permission that paying needs.</summary>
    public const string PayPermission = "pay";

    /// <summary>The argument that its bounds are compared with.</summary>
    public const string Amount = "amount";

    /// <summary>The greatest amount that needs no approval.</summary>
    public const int Unapproved = 50;

    /// <summary>How long a call may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly JsonElement Schema = JsonElement.Parse(
        """
        {"type":"object","properties":{"topic":{"type":"string"},"ref":{"type":"string"},"amount":{"type":"number"}},"required":["topic"]}
        """
    );

    // More than any window of a world holds.
    private static readonly string Filler = string.Concat(Enumerable.Repeat("\nand nothing else of note", 24_000));

    private readonly RunningWorld running;
    private readonly SimulatedProcess process;
    private readonly ToolKind kind;

    private SimulatedTool(RunningWorld running, SimulatedProcess process, ToolKind kind) =>
        (this.running, this.process, this.kind) = (running, process, kind);

    public override string Name => NameOf(kind);

    public override string Description => $"Does {Name} for a topic.";

    public override JsonElement JsonSchema => Schema;

    /// <summary>The name of a tool.</summary>
    public static string NameOf(ToolKind kind) =>
        kind switch
        {
            ToolKind.Look => "look",
            ToolKind.LookSensitive => "look_account",
            ToolKind.Once => "once",
            ToolKind.Again => "again",
            _ => "pay",
        };

    /// <summary>What a tool of that kind does to the world.</summary>
    public static ToolEffect EffectOf(ToolKind kind) =>
        kind switch
        {
            ToolKind.Look or ToolKind.LookSensitive => ToolEffect.ReadOnly,
            ToolKind.Again => ToolEffect.Idempotent,
            _ => ToolEffect.Once,
        };

    /// <summary>The tool of a process.</summary>
    public static Tool Of(RunningWorld running, SimulatedProcess process, ToolKind kind) =>
        kind == ToolKind.Pay
            ? new Tool(new SimulatedTool(running, process, kind))
            {
                Timeout = Timeout,
                Needs = Permission.Parse(PayPermission),
                NeedsArgument = Amount,
                Approval = ApprovalRule.Over(Amount, Unapproved),
            }
            : new Tool(new SimulatedTool(running, process, kind))
            {
                Effect = EffectOf(kind),
                Timeout = Timeout,
                Sensitivity = kind == ToolKind.LookSensitive ? Clearance.Sensitive : Clearance.Normal,
            };

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var call = ToolCall.Of(arguments);
        var dies = await process.BeginEffectAsync();
        var trouble = running.NextToolTrouble();
        if (trouble == Trouble.Refuses)
            throw Ended(call, "failed", new ToolException("The topic is not known. Ask the customer."));
        running.Recorder.Add(
            new Happening.ToolRan(call.Conversation.Value, call.Agent, Name, call.Id.Value, Plain(arguments)),
            process.Number
        );
        await process.EndEffectAsync(dies);
        await AnswerAsync(call, trouble, cancellationToken);
        if (trouble == Trouble.AnswerLost)
            throw Ended(call, "lost", new ToolException("The back office left in the middle of the call.") { IsOutcomeUnknown = true });
        if (trouble == Trouble.Breaks)
            throw Ended(call, "failed", new InvalidOperationException("The connection to the back office is gone."));
        var result = Result(call, arguments) + (trouble == Trouble.Long ? Filler : "");
        running.Recorder.Add(new Happening.ToolDone(call.Id.Value, "ok", result), process.Number);
        return result;
    }

    // Until it answers, its caller may give up or die.
    private async Task AnswerAsync(ToolCall call, Trouble? trouble, CancellationToken cancellationToken)
    {
        void Lose() => running.Recorder.Add(new Happening.ToolDone(call.Id.Value, "lost", ""), process.Number);
        process.Died += Lose;
        try
        {
            var takes = trouble switch
            {
                Trouble.Hangs => System.Threading.Timeout.InfiniteTimeSpan,
                Trouble.Slow => TimeSpan.FromSeconds(20),
                _ => TimeSpan.FromMilliseconds(400),
            };
            await process.WaitAsync(takes, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            running.Recorder.Add(new Happening.ToolDone(call.Id.Value, "late", ""), process.Number);
            throw;
        }
        finally
        {
            process.Died -= Lose;
        }
    }

    private Exception Ended(ToolCall call, string outcome, Exception exception)
    {
        running.Recorder.Add(new Happening.ToolDone(call.Id.Value, outcome, exception.Message), process.Number);
        return exception;
    }

    private string Result(ToolCall call, AIFunctionArguments arguments)
    {
        var (topic, mark) = (Text(arguments, "topic"), Text(arguments, "ref"));
        var done = $"done {topic} {mark} by {call.Agent}";
        if (kind != ToolKind.LookSensitive)
            return done;
        return $"{done}, {Secrets.AccountOf(call.Conversation)}";
    }

    private static string Text(AIFunctionArguments arguments, string name) =>
        arguments.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" : "";

    private static JsonElement Plain(AIFunctionArguments arguments)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in arguments)
            {
                writer.WritePropertyName(name);
                if (value is JsonElement element)
                    element.WriteTo(writer);
                else
                    writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(stream.ToArray());
    }
}
