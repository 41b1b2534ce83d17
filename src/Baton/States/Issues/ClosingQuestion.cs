namespace Baton.States.Issues;

/// <summary>Recognises an answer that ends with a question to the customer.</summary>
internal static class ClosingQuestion
{
    /// <summary>Whether an answer ends with a question.</summary>
    public static bool IsIn(string answer) => answer.AsSpan().TrimEnd(" \t\r\n*_)\"'”’").EndsWith("?");
}
