using System.Text;

namespace Baton.Texts.Clearances;

/// <summary>An exception as a log may have it: with its type and stack, and with masks in what it says. Its data is left out.</summary>
internal sealed class MaskedException : Exception
{
    private readonly Exception original;

    public MaskedException(Exception original, Masking masking)
        : base(Masked(original.Message, masking), original.InnerException is { } inner ? new MaskedException(inner, masking) : null)
    {
        this.original = original;
        HResult = original.HResult;
    }

    public override string? StackTrace => original.StackTrace;

    /// <summary>A text from outside without what nobody without clearance may read.</summary>
    public static string Masked(string text, Masking masking) => masking.ApplyToResult(text, Clearance.Normal);

    public override string ToString()
    {
        var text = new StringBuilder(original.GetType().FullName).Append(": ").Append(Message);
        if (InnerException is { } inner)
            text.Append("\n ---> ").Append(inner).Append("\n   --- End of inner exception stack trace ---");
        if (StackTrace is { } stack)
            text.Append('\n').Append(stack);
        return text.ToString();
    }
}
