using System.CommandLine;
using Baton.Cli.Output;

namespace Baton.Cli.Commands;

/// <summary><c>baton eval</c>: measures a part of Baton on somebody's data.</summary>
internal sealed class EvalCommand : Command
{
    public EvalCommand(Terminal terminal)
        : base("eval", "Measures a part of Baton on data of your own.")
    {
        Add(new EvalConfidenceCommand(terminal));
        Add(new EvalHandoffCommand(terminal));
        Add(new EvalRoutingCommand(terminal));
        Add(new EvalSwitchingCommand(terminal));
    }
}
