using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Baton.Cli.Commands;
using Baton.Cli.Output;
using Baton.Cli.Serving;

namespace Baton.Cli;

/// <summary>The command line: its commands, and the one place that turns exceptions into a message and an exit code.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="time">The clock.</param>
/// <param name="signals">Stops that somebody at the terminal sends; null for none.</param>
internal sealed class CommandLine(Terminal terminal, TimeProvider time, StopSignals? signals = null)
{
    // A customer's message may begin with '@', which System.CommandLine would read as the name of a response file.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        try
        {
            var parsed = Root().Parse(arguments, Parsing);
            if (parsed.Errors is [var error, ..])
            {
                throw new BadInputException(
                    $"{error.Message.TrimEnd('.')}. For help: {CommandText.Of([.. Names(parsed.CommandResult), "--help"])}"
                );
            }

            return await parsed.InvokeAsync(Invocation(), stop);
        }
        catch (WholeProgram.NeededException)
        {
            return Explain(WholeProgram.Continue(arguments));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            terminal.Complain($"{FailureMessage.Prefix}Stopped.");
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            return Explain(failure);
        }
    }

    private int Explain(Exception failure)
    {
        var (lines, code) = FailureMessage.Of(failure, terminal.Shown);
        foreach (var line in lines)
            terminal.Complain(line);
        return code;
    }

    // The names of a command and of those above it, without the program's own: "eval", "routing".
    private static IEnumerable<string> Names(CommandResult command) =>
        command.Parent is CommandResult parent ? [.. Names(parent), command.Command.Name] : [];

    private InvocationConfiguration Invocation() =>
        new()
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = terminal.Text,
            Error = terminal.Error,
        };

    private RootCommand Root()
    {
        var root = new RootCommand(
            "Runs teams of agents that hand a customer's conversation over to each other. Every step is journalled on disk."
        )
        {
            new RunCommand(terminal, time),
            new ChatCommand(terminal, time, signals),
            new DeskCommand(terminal, time),
            new DueCommand(terminal, time),
            new ServeCommand(terminal, time),
            new DeadLettersCommand(terminal, time),
            new CloseCommand(terminal, time),
            new EncryptCommand(terminal, time),
            new ExportCommand(terminal, time),
            new ForgetCommand(terminal, time),
            new StateCommand(terminal, time),
            new CheckCommand(terminal, time),
            new ShowCommand(terminal, time),
            new VerifyCommand(terminal, time),
            new StatusCommand(terminal, time),
            new EvalCommand(terminal),
        };
        root.HelpName = CommandText.Program;
        var help = root.Options.OfType<HelpOption>().Single();
        var notes = new HelpWithNotes((HelpAction)help.Action!);
        help.Action = notes;
        root.SetAction(parsed =>
        {
            notes.Invoke(parsed);
            return ExitCode.BadInput;
        });
        return root;
    }
}
