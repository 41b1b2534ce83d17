namespace Baton.Cli.Commands;

/// <summary>Reads ids that somebody typed.</summary>
internal static class Ids
{
    public static ConversationId Conversation(string text) => Read(text, given => new ConversationId(given));

    public static MessageId Message(string text) => string.IsNullOrWhiteSpace(text)
        ? throw new BadInputException("The message id is empty.")
        : Read(text, given => new MessageId(given));

    public static CustomerId Customer(string text) => string.IsNullOrWhiteSpace(text)
        ? throw new BadInputException("The customer's id is empty.")
        : Read(text, given => new CustomerId(given));

    public static Operator Operator(string name, Func<string, Operator> make) => Read(name, make);

    private static T Read<T>(string text, Func<string, T> make)
    {
        try
        {
            return make(text);
        }
        catch (ArgumentException wrong)
        {
            // The runtime adds the name of its own parameter, which means nothing to who typed the id.
            throw new BadInputException(wrong.Message.Split(" (Parameter ", 2)[0]);
        }
    }
}
