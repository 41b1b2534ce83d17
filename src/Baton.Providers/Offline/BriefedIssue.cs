using System.Globalization;

namespace Baton.Providers.Offline;

/// <summary>An issue that a briefing gives to this agent.</summary>
/// <param name="Number">Its number in the ledger.</param>
/// <param name="Title">What the customer wants.</param>
internal sealed record BriefedIssue(string Number, string Title)
{
    private const string Heading = "Yours:";

    private static readonly HashSet<string> Headings = [Heading, "Tried:", "Notes:", "Others:", "Limits:"];

    /// <summary>Reads the issues under <c>Yours:</c>, and the summary above.</summary>
    public static (string Summary, List<BriefedIssue> Issues) Read(string briefing)
    {
        var issues = new List<BriefedIssue>();
        var summary = new List<string>();
        var section = "";
        foreach (var line in briefing.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("- #", StringComparison.Ordinal))
            {
                if (section == Heading)
                    AddIssue(line[3..]);
            }
            else if (Headings.Contains(line))
                section = line;
            else if (section.Length == 0)
                summary.Add(line);
        }

        return (string.Join(' ', summary), issues);

        void AddIssue(string line)
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank > 0 && int.TryParse(line.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                issues.Add(new(line[..blank], line[(blank + 1)..].Trim()));
        }
    }
}
