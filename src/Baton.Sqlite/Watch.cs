using System.Threading.Channels;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>One follower's bell. Rung many times before it is heard, it counts once.</summary>
internal sealed class Watch(Action<Watch> ended) : IDisposable
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Ring() => bell.Writer.TryWrite(true);

    public void Break(Exception why) => bell.Writer.TryComplete(why);

    public async ValueTask HeardAsync(CancellationToken cancellationToken)
    {
        try
        {
            await bell.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } why)
        {
            throw why is JournalException fault ? new JournalException(fault.Fault, fault.Message, fault) : why;
        }
    }

    public void Dispose() => ended(this);
}
