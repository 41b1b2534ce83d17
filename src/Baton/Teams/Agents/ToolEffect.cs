namespace Baton;

/// <summary>What a tool does to the world: it decides what happens to a call that was running when the process died (rule 7).</summary>
public enum ToolEffect
{
    /// <summary>
    /// It changes something and must not run twice. The call is on disk before it runs; if its outcome is in doubt it is recorded
    /// as unknown and never tried again.
    /// </summary>
    Once,

    /// <summary>It changes something, and running it again under the same call id changes nothing more. It is run again.</summary>
    Idempotent,

    /// <summary>It only looks things up. It is run again, and nothing waits for the disk before it.</summary>
    ReadOnly,
}
