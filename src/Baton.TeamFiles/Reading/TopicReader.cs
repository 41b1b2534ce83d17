using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;
using Baton.Teams.Histories;
using Baton.Texts.Expressions;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the topics that make a conversation sensitive.</summary>
internal static class TopicReader
{
    private const string Key = "sensitive_topics";

    public static IReadOnlyList<SensitiveTopic> Read(Section team, ProblemList problems)
    {
        var topics = new Dictionary<string, SensitiveTopic>(StringComparer.Ordinal);
        foreach (var item in team.List(Key, "topics"))
        {
            if (Section.Of(item, item.At, Section.ItemOf(Key), TeamKeys.Topic, problems) is not { } section)
                continue;
            var name = section.Text("name", required: true);
            if (name is { } written && SensitiveTopic.CheckName(written.Text) is { } noName)
                problems.Add(written.At, noName.TrimEnd('.'));
            var phrases = section.Texts("phrases", "phrases");
            foreach (var phrase in phrases)
            {
                if (SensitiveTopic.CheckPhrase(phrase.Text) is { } noPhrase)
                    problems.Add(phrase.At, noPhrase.TrimEnd('.'));
            }

            var pattern = section.Text("pattern");
            if (pattern is { } expression && LinearPattern.Check(expression.Text) is { } unreadable)
                problems.Add(expression.At, unreadable.TrimEnd('.'));
            if (!section.Has("pattern") && (!section.Has("phrases") || section.Value("phrases") is YamlList { Items.Count: 0 }))
                problems.Add(section.At, "this topic has neither 'phrases' nor a 'pattern': add one");
            if (
                name is { } named
                && !topics.TryAdd(
                    named.Text,
                    new SensitiveTopic(named.Text) { Phrases = [.. phrases.Select(phrase => phrase.Text)], Pattern = pattern?.Text }
                )
            )
                problems.Add(named.At, $"'{named.Text}' appears twice in '{Key}'");
        }

        return [.. topics.Values];
    }
}
