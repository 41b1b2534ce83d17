using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Teams.SharedStates;

namespace Baton.Performing.SharedStates;

/// <summary>The result of writes that belong together: all were made, or none.</summary>
public sealed record StateEditing
{
    /// <summary>Whether they were made.</summary>
    public required bool IsWritten { get; init; }

    /// <summary>The result of each, in order.</summary>
    public required IReadOnlyList<StateEdited> Edits { get; init; }

    internal static StateEditing Made(StateWritten written, StateAuthor author) =>
        new()
        {
            IsWritten = true,
            Edits =
            [
                .. written.Writes.Select(write => new StateEdited
                {
                    Key = write.Key,
                    Value = Seen(new StateValue(write.Revision, write.Value), author, write.Key),
                }),
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
                        new StateEdited
                        {
                            Key = edit.Key,
                            Value = write.Stale is { } current ? Seen(current, author, edit.Key) : null,
                            Problem =
                                write.Problem
                                ?? (
                                    write.Stale is null
                                        ? null
                                        : "The value has changed since the expected revision. Decide again with the current value."
                                ),
                        }
                ),
            ],
        };

    private static StateValue Seen(StateValue value, StateAuthor author, string key) =>
        author.State.Find(key)?.MayRead(author.Name) == true ? value : value with { Value = null };
}

/// <summary>The result of one write.</summary>
public sealed record StateEdited
{
    /// <summary>The key's name.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The value after the write, or the present value if the expected revision was stale. The value itself is only there for those who may
    /// read it. Null if the write was not made for another reason.
    /// </summary>
    public StateValue? Value { get; init; }

    /// <summary>Why nothing was written, in one line; null if it was written, or if another write was the reason.</summary>
    public string? Problem { get; init; }
}
