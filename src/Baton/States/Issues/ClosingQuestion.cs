namespace Baton.States.Issues;

/// <summary>Recognises an answer that ends with a question: the customer is to say something.</summary>
internal static class ClosingQuestion
{
    /// <summary>Whether an answer leaves the customer to say something.</summary>
    public static bool IsIn(string answer) => answer.AsSpan().TrimEnd(" \t\r\n*_)\"'”’").EndsWith("?");
}
