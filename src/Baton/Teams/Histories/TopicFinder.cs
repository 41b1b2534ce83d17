using Baton.Texts.Searches;

namespace Baton.Teams.Histories;

/// <summary>Finds the sensitive topics of a team in what a customer says.</summary>
internal sealed class TopicFinder(IReadOnlyList<SensitiveTopic> topics)
{
    private readonly TextIndex index = new([.. topics.Select(topic => new TextSearch(topic.Phrases, topic.Pattern))]);

    /// <summary>The first topic that the text is about, or null.</summary>
    public string? Find(string text)
    {
        if (topics.Count == 0)
            return null;
        var finding = index.Read(text);
        for (var number = 0; number < topics.Count; number++)
        {
            if (finding.Holds(number))
                return topics[number].Name;
        }

        return null;
    }
}
