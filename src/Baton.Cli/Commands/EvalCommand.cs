using System.CommandLine;
using Baton.Cli.Output;

namespace Baton.Cli.Commands;

/// <summary><c>baton eval</c>: the evaluations.</summary>
internal sealed class EvalCommand : Command
{
    public EvalCommand(Terminal terminal)
        : base("eval", "Evaluates routing, confidence and briefings on your own data.")
    {
        Add(new EvalConfidenceCommand(terminal));
        Add(new EvalHandoffCommand(terminal));
        Add(new EvalRoutingCommand(terminal));
        Add(new EvalSwitchingCommand(terminal));
    }
}
