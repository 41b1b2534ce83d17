namespace Baton.Journals;

/// <summary>
/// Says that a process works on a conversation, and for how long it is known to. At most one process at a time works on a conversation: it
/// takes the lease with the first append of its work and gives it back with the last. The version of the conversation stays the truth about
/// its entries. The lease adds two things: nobody takes a call that runs for one whose process died, and an append of somebody whose lease
/// was taken over is refused although the version still fits.
/// </summary>
/// <remarks>
/// No clocks are compared. Whoever wants the lease of another watches it: one that does not change while the watcher's own clock counts the
/// lease's time to live belongs to a dead process, and is replaced as <see cref="LeaseUse.Instead"/>.
/// </remarks>
/// <param name="Owner">Who has it: a name that no other runtime of any process ever has.</param>
/// <param name="Beat">A number that its owner raises to show that it lives. An owner uses no number twice.</param>
public readonly record struct Lease(string Owner, long Beat);
