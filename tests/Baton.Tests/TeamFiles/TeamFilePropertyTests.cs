using Baton.TeamFiles.Checking;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Reading;
using Baton.TeamFiles.Tools;
using CsCheck;

namespace Baton.Tests.TeamFiles;

public sealed class TeamFilePropertyTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "support");
    private static readonly string Sample = File.ReadAllText(Path.Combine(Folder, "team.yaml"));

    private static readonly Gen<(int At, int Removed, string Added)> Slip = Gen.Select(
        Gen.Int[0, Sample.Length - 1],
        Gen.Int[0, 40],
        Gen.OneOf(
            Gen.Const(""),
            Gen.Const("\n"),
            Gen.Const("- "),
            Gen.Const(": "),
            Gen.Const("\t"),
            Gen.Const("{"),
            Gen.Const("]"),
            Gen.Const("*a"),
            Gen.Const("&a "),
            Gen.Const("!x "),
            Gen.Const("|"),
            Gen.String[0, 5]
        )
    );

    [Fact]
    public void A_mangled_file_is_a_list_of_problems_inside_the_file_and_nothing_worse() =>
        Slip.List[1, 4]
            .Sample(
                slips =>
                {
                    var text = slips.Aggregate(Sample, Apply);
                    var lines = text.Split('\n').Length;

                    Assert.All(Check(text), problem => Assert.InRange(Assert.NotNull(problem.At).Line, 1, lines + 1));
                },
                iter: Cases.Of(400)
            );

    [Fact]
    public void Checking_twice_finds_the_same() =>
        Slip.List[1, 4]
            .Sample(
                slips =>
                {
                    var text = slips.Aggregate(Sample, Apply);

                    Assert.Equal(Check(text), Check(text));
                },
                iter: Cases.Of(50)
            );

    private static string Apply(string text, (int At, int Removed, string Added) slip)
    {
        var at = Math.Min(slip.At, text.Length);
        return text[..at] + slip.Added + text[Math.Min(at + slip.Removed, text.Length)..];
    }

    private static IReadOnlyList<Problem> Check(string text)
    {
        var problems = new ProblemList();
        problems.Collect(() =>
        {
            if (TeamSource.Parse(text, problems) is { } draft)
                TeamChecks.Check(draft, ToolCatalog.Of(draft, Folder, null, problems), problems);
        });
        return [.. problems.ByPosition()];
    }
}
