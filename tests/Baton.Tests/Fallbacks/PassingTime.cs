using Microsoft.Extensions.Time.Testing;

namespace Baton.Tests.Fallbacks;

/// <summary>Lets time pass while something works, without sleeping.</summary>
internal static class PassingTime
{
    private const int TurnsOfThePool = 200;

    /// <summary>
    /// Moves the clock on by small steps until the work is done. Between two steps whatever can go on does, so work never waits longer
    /// than what it waits for; by more than a step it may be late.
    /// </summary>
    public static async Task<T> PassAsync<T>(this FakeTimeProvider time, Task<T> work, double seconds = 0.25)
    {
        while (!work.IsCompleted)
        {
            for (var turn = 0; turn < TurnsOfThePool && !work.IsCompleted; turn++)
                await Task.Yield();
            if (!work.IsCompleted)
                time.Advance(TimeSpan.FromSeconds(seconds));
        }

        return await work;
    }
}
