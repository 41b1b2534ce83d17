using Baton.Cli.Evals.Confidences;
using CsCheck;

namespace Baton.Tests.Evals;

public sealed class RiskCurveTests
{
    // Few different confidences, so that many answers share one.
    private static readonly Gen<(double Confidence, bool Right)[]> Answers = Gen.Select(
        Gen.OneOf(Gen.Double[0, 1], Gen.Int[0, 6].Select(part => part / 6.0)),
        Gen.Bool
    ).Array[1, 40];

    [Fact]
    public void A_suggested_threshold_reaches_its_precision_where_it_was_chosen_or_no_threshold_does() =>
        Gen.Select(Answers, Gen.Double[0.01, 1])
            .Sample(
                (answers, wanted) =>
                {
                    var suggested = new RiskCurve(answers).ForPrecision(wanted);
                    var reaching = answers
                        .Select(answer => answer.Confidence)
                        .Where(threshold => Precision(answers, threshold) >= wanted)
                        .ToList();

                    Assert.Equal(reaching.Count == 0, suggested is null);
                    if (suggested is null)
                        return;
                    Assert.True(Precision(answers, suggested.Threshold) >= wanted);
                    Assert.Equal(answers.Count(answer => answer.Confidence >= reaching.Min()), suggested.Acted);
                }
            );

    [Fact]
    public void What_a_point_says_is_what_its_threshold_does() =>
        Answers.Sample(answers =>
        {
            var curve = new RiskCurve(answers);
            foreach (var point in curve.Points)
            {
                Assert.Equal(point, curve.At(point.Threshold));
                Assert.Equal(answers.Count(answer => answer.Confidence >= point.Threshold), point.Acted);
                Assert.Equal(answers.Count(answer => answer.Confidence < point.Threshold && !answer.Right), point.HeldRightly);
            }
        });

    [Fact]
    public void A_threshold_for_a_coverage_is_the_highest_that_has_it() =>
        Gen.Select(Answers, Gen.Double[0, 1])
            .Sample(
                (answers, share) =>
                {
                    var curve = new RiskCurve(answers);
                    var point = curve.ForCoverage(share);

                    Assert.True(point.Coverage >= share);
                    Assert.All(
                        curve.Points.Where(other => other.Threshold > point.Threshold),
                        other => Assert.True(other.Coverage < share)
                    );
                }
            );

    private static double Precision((double Confidence, bool Right)[] answers, double threshold) =>
        answers.Where(answer => answer.Confidence >= threshold).Average(answer => answer.Right ? 1.0 : 0);
}
