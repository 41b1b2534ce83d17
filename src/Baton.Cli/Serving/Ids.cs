using Baton.Cli.Output;

namespace Baton.Cli.Serving;

/// <summary>Parses ids from the command line.</summary>
internal static class Ids
{
    public static ConversationId Conversation(string text) => Read(text, given => new ConversationId(given));

    public static MessageId Message(string text) =>
        string.IsNullOrWhiteSpace(text)
            ? throw new BadInputException("The message id is empty.")
            : Read(text, given => new MessageId(given));

    public static CustomerId Customer(string text) =>
        string.IsNullOrWhiteSpace(text)
            ? throw new BadInputException("The customer id is empty.")
            : Read(text, given => new CustomerId(given));

    public static TenantId Tenant(string text) => Read(text, given => new TenantId(given));

    public static Operator Operator(string name, Func<string, Operator> make) => Read(name, make);

    private static T Read<T>(string text, Func<string, T> make)
    {
        try
        {
            return make(text);
        }
        catch (ArgumentException wrong)
        {
            // ArgumentException appends the name of a parameter, which means nothing to the user.
            throw new BadInputException(wrong.Message.Split(" (Parameter ", 2)[0]);
        }
    }
}
