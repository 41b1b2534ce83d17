using System.Globalization;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>Goes through a conversation's batches from the first, recomputes the chain and stops where it no longer fits.</summary>
internal sealed class ChainCheck(StoredId id)
{
    private byte[] hash = id.StartHash();
    private string? problem;
    private long brokenAt;

    /// <summary>The sequence number that is due next.</summary>
    public long Next { get; private set; } = 1;

    public JournalVerification Result =>
        problem is null ? new JournalVerification(Next - 1, Head) : new JournalVerification(Next - 1, Head, brokenAt, problem);

    private string Head => Next == 1 ? "" : Convert.ToHexStringLower(hash);

    /// <summary>Checks one batch; false when the chain is broken.</summary>
    public bool Check(Batch batch)
    {
        if (batch.First != Next)
            return Broken(
                Next,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected entry {Next}, but found a batch that begins with entry {batch.First}: entries were removed, moved or added."
                )
            );
        if (batch.Problem is { } unread)
            return Broken(
                Next,
                string.Create(CultureInfo.InvariantCulture, $"Entries {batch.First} to {batch.Last} cannot be decrypted: {unread}.")
            );
        var after = hash.ToArray();
        var seq = Next;
        foreach (var range in batch.Body.AsSpan().Split(Batch.LineBreak))
        {
            var line = batch.Body.AsSpan(range);
            if (ProblemOf(line, seq) is { } found)
                return Broken(seq, found);
            JournalCodec.ExtendHash(after, line);
            seq++;
        }

        if (seq != batch.Last + 1)
            return Broken(
                Next,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The batch of entries {batch.First} to {batch.Last} holds {seq - Next} entries."
                )
            );
        if (!after.AsSpan().SequenceEqual(batch.Hash))
            return Broken(
                Next,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Entries {batch.First} to {batch.Last} do not match their hash: one of them, or the hash, was changed later."
                )
            );
        hash = after;
        Next = seq;
        return true;
    }

    /// <summary>Notes that there are no more batches: a conversation that was opened has at least one.</summary>
    public void End()
    {
        if (problem is null && Next == 1)
            Broken(1, "The conversation exists, but all its entries are gone.");
    }

    /// <summary>Notes that the store could not be read on.</summary>
    public void Stop(JournalException failure) => Broken(Next, failure.Message);

    private bool Broken(long seq, string what)
    {
        brokenAt = seq;
        problem = what;
        return false;
    }

    // What a newer Baton wrote cannot be read here, but its hash still vouches for it.
    private static string? ProblemOf(ReadOnlySpan<byte> line, long seq)
    {
        try
        {
            var found = JournalCodec.Read(line).Seq;
            return found == seq ? null : string.Create(CultureInfo.InvariantCulture, $"Expected entry {seq}, but found entry {found}.");
        }
        catch (JournalException error)
        {
            return error.Fault == JournalFault.NewerFormat ? null : error.Message;
        }
    }
}
