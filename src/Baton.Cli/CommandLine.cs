using System.CommandLine;
using System.CommandLine.Help;
using Baton.Cli.Commands;
using Baton.Cli.Output;

namespace Baton.Cli;

/// <summary>The whole command line: what it offers, and the one place where failures become a message and an exit code.</summary>
internal sealed class CommandLine(Terminal terminal, TimeProvider time)
{
    // A customer's words may begin with '@', which would otherwise name a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        try
        {
            var parsed = Root().Parse(arguments, Parsing);
            if (parsed.Errors is [var error, ..])
            {
                var command = parsed.CommandResult.Command is RootCommand ? "baton" : $"baton {parsed.CommandResult.Command.Name}";
                throw new BadInputException($"{error.Message.TrimEnd('.')}. '{command} --help' shows what can be given.");
            }

            return await parsed.InvokeAsync(Invocation(), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            terminal.Complain($"{Failure.Prefix}Stopped.");
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            var (lines, code) = Failure.Tell(failure);
            foreach (var line in lines)
                terminal.Complain(line);
            return code;
        }
    }

    private InvocationConfiguration Invocation() => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
        Output = terminal.Text,
        Error = terminal.Error,
    };

    private RootCommand Root()
    {
        var root = new RootCommand("Runs teams of agents that pass one customer's conversation between them, durably.")
        {
            new RunCommand(terminal, time),
            new ChatCommand(terminal, time),
            new DeskCommand(terminal, time),
            new DueCommand(terminal, time),
            new ServeCommand(terminal, time),
            new DeadLettersCommand(terminal, time),
            new CloseCommand(terminal, time),
            new StateCommand(terminal, time),
            new CheckCommand(terminal, time),
            new ShowCommand(terminal, time),
            new VerifyCommand(terminal, time),
            new StatusCommand(terminal, time),
            new EvalCommand(terminal),
        };
        root.HelpName = "baton";
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
