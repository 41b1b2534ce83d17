namespace Baton.Loopback;

/// <summary>A request that was not accepted, or a script that failed on it (status 500).</summary>
public sealed record Refusal(int Status, string Message, string Path, string Body)
{
    public override string ToString() => $"{Status} {Path}: {Message}\n{Body}";
}

/// <summary>What a provider's rule says about a request that breaks it.</summary>
internal sealed class RefusedException(string message, int status = 400, string type = "invalid_request_error") : Exception(message)
{
    public int Status { get; } = status;

    public string Type { get; } = type;

    public static void Unless(bool fine, string message)
    {
        if (!fine)
            throw new RefusedException(message);
    }
}
