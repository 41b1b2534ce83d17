using System.Runtime.CompilerServices;

namespace Baton.Simulation.Running;

/// <summary>Lets everything else that waits for the world's one thread go first.</summary>
internal readonly struct YieldToAll : INotifyCompletion
{
    public bool IsCompleted => false;

    public YieldToAll GetAwaiter() => this;

    public void GetResult() { }

    public void OnCompleted(Action continuation) =>
        ThreadPool.UnsafeQueueUserWorkItem(static next => next(), continuation, preferLocal: false);
}
