namespace Baton;

/// <summary>What a tool does to the world. It decides what happens to a call that was running when the process died (rule 7).</summary>
public enum ToolEffect
{
    /// <summary>
    /// It changes something and must not run twice. The call is on disk before it runs. If its outcome is in doubt, it is recorded as
    /// unknown and never tried again.
    /// </summary>
    Once,

    /// <summary>
    /// It changes something, and running it again under the same call id changes nothing more. After a crash it runs again.
    /// </summary>
    Idempotent,

    /// <summary>It only looks things up. After a crash it runs again, and nothing waits for the disk before it.</summary>
    ReadOnly,
}
