using Baton.Simulation.Running;

namespace Baton.Simulation.Judging;

/// <summary>Compares what a process has in memory with what the journal says.</summary>
internal sealed class StateJudge(RunningWorld running)
{
    /// <summary>Looks at the conversations that a process has in memory, before it is gone.</summary>
    public void Inspect(SimulatedProcess process) => _ = running;
}
