using System.Globalization;
using Baton.TeamFiles;
using Baton.Teams.Histories;
using Baton.Teams.Triage;
using Baton.Tests.Journals;

namespace Baton.Tests.TeamFiles;

/// <summary>A file takes the same numbers as a team that is built in C#.</summary>
public sealed class RangeTests
{
    [Theory]
    [InlineData("dense_facts", 0, -0.1)]
    [InlineData("summary_share", 1, 1.1)]
    [InlineData("summary_share", 0.01, 0)]
    [InlineData("room", 0.9, 0.91)]
    [InlineData("room", 0, -0.1)]
    [InlineData("margin", 5, 5.1)]
    [InlineData("margin", 1, 0.9)]
    [InlineData("fast_path", 1, 1.1)]
    [InlineData("fast_path", 0.01, 0)]
    [InlineData("disagreement", 1, 1.1)]
    [InlineData("disagreement", 0.01, 0)]
    public async Task The_last_number_that_is_taken_and_the_first_that_is_not_are_those_of_a_team(
        string setting,
        double taken,
        double refused
    )
    {
        using var folder = new TemporaryFolder();
        await using (await TeamFile.LoadAsync(Write(folder, setting, taken)))
            Build(setting, taken);

        Assert.Contains(
            "must be a number",
            Assert.Single(TeamFile.Check(Write(folder, setting, refused))).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<TeamException>(() => Build(setting, refused));
    }

    private static string Write(TemporaryFolder folder, string setting, double value)
    {
        var number = value.ToString(CultureInfo.InvariantCulture);
        var written = setting is "fast_path" or "disagreement"
            ? $"triage: {{{setting}: {{confidence_at_least: {number}}}}}"
            : $"history: {{{setting}: {number}}}";
        var path = Path.Combine(folder.Path, "team.yaml");
        File.WriteAllText(
            path,
            $"name: t\nentry: front\n{written}\nagents:\n  front: {{handoffs: [billing]}}\n  billing: {{examples: [my bill is wrong]}}\n"
        );
        return path;
    }

    private static Team Build(string setting, double value) =>
        setting switch
        {
            "dense_facts" => Build(new HistoryPolicy { DenseFacts = value }),
            "summary_share" => Build(new HistoryPolicy { SummaryShare = value }),
            "room" => Build(new HistoryPolicy { Room = value }),
            "margin" => Build(new HistoryPolicy { Margin = value }),
            "fast_path" => Build(new TriagePolicy { FastPathConfidence = value }),
            "disagreement" => Build(new TriagePolicy { DisagreementConfidence = value }),
            _ => throw new ArgumentException($"There is no setting '{setting}'.", nameof(setting)),
        };

    private static Team Build(HistoryPolicy history) => new("t", new Agent { Name = "front" }) { History = history };

    private static Team Build(TriagePolicy triage) => new("t", new Agent { Name = "front" }) { Triage = triage };
}
