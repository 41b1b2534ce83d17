using Baton.Cli.Evals.Confidences;
using Baton.Texts.Routers;

namespace Baton.Cli.Evals.Switching;

/// <summary>Asks a router for the task of each message of a dialogue, given its own earlier answers.</summary>
/// <remarks>
/// Only messages with a task count. A message is a switch if its task differs from that of the last message that counts, and a stay
/// otherwise.
/// A wrong answer at a stay is a false switch.
/// </remarks>
internal sealed class SwitchingEval
{
    private int first;
    private int firstRight;
    private int switches;
    private int switchesRight;
    private int stays;
    private int staysRight;
    private readonly List<(double Confidence, bool Right)> answers = [];

    /// <summary>Trains on some dialogues and tests on others.</summary>
    public void Run(IReadOnlyList<TaskDialogue> train, IReadOnlyList<TaskDialogue> test)
    {
        var router = Router.Train([], new() { Dialogues = [.. train.Select(dialogue => dialogue.Learned())] });
        foreach (var dialogue in test)
            Judge(router, dialogue);
    }

    /// <summary>The figures over all tested dialogues.</summary>
    public SwitchingFigures Figures() =>
        new(
            answers.Count,
            switches,
            Share(firstRight + switchesRight + staysRight, answers.Count),
            Share(firstRight, first),
            Share(switchesRight, switches),
            Share(stays - staysRight, stays),
            CalibrationError()
        );

    private void Judge(Router router, TaskDialogue dialogue)
    {
        string? before = null,
            holder = null;
        List<string> seen = [],
            unanswered = [];
        foreach (var turn in dialogue.Turns)
        {
            if (turn.Task is not { } task)
            {
                unanswered.Add(turn.User);
                continue;
            }

            var best = router
                .Route(
                    turn.User,
                    new()
                    {
                        Holder = holder,
                        Seen = seen,
                        Unanswered = unanswered,
                        Candidates = dialogue.Caps,
                    }
                )
                .Best;
            Count(before, task, best?.Name == task);
            answers.Add((best?.Confidence ?? 0, best?.Name == task));
            if (best is not null && !seen.Contains(best.Name))
                seen.Add(best.Name);
            (before, holder) = (task, best?.Name);
            unanswered.Clear();
        }
    }

    private void Count(string? before, string task, bool right)
    {
        var one = right ? 1 : 0;
        if (before is null)
            (first, firstRight) = (first + 1, firstRight + one);
        else if (before != task)
            (switches, switchesRight) = (switches + 1, switchesRight + one);
        else
            (stays, staysRight) = (stays + 1, staysRight + one);
    }

    private double CalibrationError() => Reliability.Of(answers).Error;

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
