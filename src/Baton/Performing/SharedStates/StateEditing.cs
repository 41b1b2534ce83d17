using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates;

namespace Baton.Performing.SharedStates;

/// <summary>The result of writes that belong together: all were made, or none.</summary>
public sealed record StateEditing
{
    /// <summary>Whether they were made.</summary>
    public required bool IsWritten { get; init; }

    /// <summary>
    /// The result of each, in order. The value is the one after the write, or the present one if the expected revision was stale. It is
    /// there only for those who may read it, and null if the write was not made for another reason. The problem says why nothing was
    /// written, in one line; it is null if it was written, or if another write was the reason.
    /// </summary>
    public required IReadOnlyList<(string Key, StateValue? Value, string? Problem)> Edits { get; init; }

    internal static StateEditing Made(StateWritten written, StateAuthor author) =>
        new()
        {
            IsWritten = true,
            Edits =
            [
                .. written.Writes.Select(write =>
                    (write.Key, (StateValue?)Seen(new StateValue(write.Revision, write.Value), author, write.Key), (string?)null)
                ),
            ],
        };

    internal static StateEditing NotMade(IReadOnlyList<StateEdit> edits, IReadOnlyList<PlannedWrite> planned, StateAuthor author) =>
        new()
        {
            IsWritten = false,
            Edits =
            [
                .. edits.Zip(
                    planned,
                    (edit, write) =>
                        (
                            edit.Key,
                            write.Stale is { } current ? Seen(current, author, edit.Key) : null,
                            write.Problem
                                ?? (
                                    write.Stale is null
                                        ? null
                                        : "The value has changed since the expected revision. Decide again with the current value."
                                )
                        )
                ),
            ],
        };

    private static StateValue Seen(StateValue value, StateAuthor author, string key) =>
        author.State.Find(key)?.MayRead(author.Name) == true ? value : value with { Value = null };
}
