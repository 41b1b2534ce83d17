using Baton.Loopback;

namespace Baton.IntegrationTests.Habits;

/// <summary>One way in which real models answer otherwise than they were asked to.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Bend">Makes of a good reply what a model with the habit would send.</param>
internal sealed record SloppyHabit(string Name, Func<ScriptedReply, ScriptedReply> Bend)
{
    /// <summary>How often a model that behaves after a correction is corrected. Default: never, what it meant is read.</summary>
    public int Corrections { get; init; }

    /// <summary>Whether a model that repeats it serves both issues all the same. Default: yes.</summary>
    public bool IsServedIfRepeated { get; init; } = true;

    /// <summary>Whether it can only be sent where arguments may be other than a JSON object.</summary>
    public bool IsMalformed { get; init; }

    public override string ToString() => Name;
}
