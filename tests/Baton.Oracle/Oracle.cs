using Baton.Oracle.Records;
using Baton.Oracle.Rules;
using Baton.Oracle.Worlds;

namespace Baton.Oracle;

/// <summary>
/// Judges a world by what could be seen of it from outside. It knows nothing of Baton's state and shares no code with it.
/// </summary>
public static class Oracle
{
    /// <summary>The rules that the world broke, in the order in which it did.</summary>
    public static IReadOnlyList<Violation> Judge(WorldRecord record)
    {
        var world = new World(record);
        Rule[] rules =
        [
            new Journals(world),
            new Holders(world),
            new Messages(world),
            new WordsAndDeeds(world),
            new Histories(world),
            new SideEffects(world),
            new Answers(world),
            new Issues(world),
            new Constraints(world),
            new Summaries(world),
            new Bounds(world),
            new Tickets(world),
            new Acts(world),
            new Callbacks(world),
            new SharedValues(world),
            new Workers(world),
            new Onward(world),
            new Readings(world),
            new Transfers(world),
            new Deliveries(world),
            new Clearances(world),
            new Dues(world),
            new Costs(world),
        ];
        foreach (var happening in record.Happenings)
        {
            world.Now = happening;
            switch (happening)
            {
                case Happening.Appended appended:
                    Append(world, rules, appended);
                    break;
                case Happening.DueSet set:
                    world.Of(set.Conversation).Due = set.Due;
                    break;
                case Happening.Healed:
                    world.IsHealed = true;
                    break;
                default:
                    break;
            }

            foreach (var rule in rules)
                rule.See(happening);
        }

        foreach (var rule in rules)
            rule.Finish();
        return world.Violations;
    }

    private static void Append(World world, Rule[] rules, Happening.Appended appended)
    {
        var conversation = world.Of(appended.Conversation);
        foreach (var json in appended.Entries)
        {
            var entry = new Entry(json, appended.Number, appended.At, appended.Process);
            foreach (var rule in rules)
                rule.Before(conversation, entry);
            conversation.Apply(entry);
            foreach (var rule in rules)
                rule.After(conversation, entry);
        }

        conversation.Due = appended.Due;
    }
}
