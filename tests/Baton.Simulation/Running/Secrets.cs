using System.Globalization;
using Baton.Oracle.Records;
using Baton.Simulation.Worlds;
using Baton.Texts.Clearances;

namespace Baton.Simulation.Running;

/// <summary>What is planted in messages and tool results, and who may see it.</summary>
internal sealed class Secrets
{
    // Above the numbers of messages, so that no two cards are the same.
    private const int OfTools = 900;

    /// <param name="world">Whose messages tell which.</param>
    public Secrets(World world)
    {
        var all = new List<Secret>();
        foreach (var act in world.Acts.Where(act => act.Kind == ActKind.Say))
        {
            var customer = CustomerOf(act.Conversation);
            var (normal, sensitive, secret) = ((int)Clearance.Normal, (int)Clearance.Sensitive, (int)Clearance.Secret);
            all.Add(new Secret(Words.Mark(act.Conversation, act.Message), normal, customer));
            if (act.Choice % Words.Ways == 5)
                all.Add(new Secret(Words.Card(act.Conversation, act.Message), sensitive, customer));
            if (act.Choice % Words.Ways == 9)
                all.Add(new Secret(Words.Password(act.Conversation, act.Message), secret, customer));
        }

        foreach (var conversation in world.Acts.Select(act => act.Conversation).Distinct())
        {
            all.Add(new Secret(Words.Card(conversation, OfTools), (int)Clearance.Sensitive, CustomerOf(conversation)));
            all.Add(new Secret(Words.Code(conversation), (int)Clearance.Sensitive, CustomerOf(conversation)));
        }

        All = [.. all.Distinct()];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Secret> All { get; }

    /// <summary>The customer of a conversation; every third one comes back with another.</summary>
    public static string CustomerOf(int conversation) =>
        string.Create(CultureInfo.InvariantCulture, $"customer{(conversation % 3 == 2 ? 0 : conversation)}");

    /// <summary>The name of a conversation.</summary>
    public static ConversationId Conversation(int number) => new(string.Create(CultureInfo.InvariantCulture, $"conversation{number}"));

    /// <summary>The conversation of a message, by its mark.</summary>
    public static ConversationId ConversationOf(string mark) =>
        Conversation(int.Parse(mark.AsSpan(1, mark.IndexOf('m', StringComparison.Ordinal) - 1), CultureInfo.InvariantCulture));

    /// <summary>What a tool finds for the customer of a conversation: a card, and a code whose form nobody recognises.</summary>
    public static string AccountOf(ConversationId conversation) =>
        $"card {Words.Card(NumberOf(conversation), OfTools)}, {Words.Code(NumberOf(conversation))}";

    private static int NumberOf(ConversationId conversation) =>
        int.Parse(conversation.Value.AsSpan("conversation".Length), CultureInfo.InvariantCulture);
}
