using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States.Confidences;

namespace Baton.Tests.Escalations.Confidences;

/// <summary>The forms in which models report their confidence.</summary>
public sealed class ReportFormTests
{
    [Theory]
    [InlineData("""{"confidence":0.9}""", null)]
    [InlineData("""{"Confidence":"90%","resolves":null}""", null)]
    [InlineData("""{"confidence":90,"resolves":"all"}""", null)]
    [InlineData("""{"confidence":"high","resolves":true}""", null)]
    [InlineData("""{"confidence":0.9,"resolves":[]}""", "")]
    [InlineData("""{"confidence":0.9,"resolves":"none"}""", "")]
    [InlineData("""{"confidence":0.9,"resolves":false}""", "")]
    [InlineData("""{"confidence":0.9,"resolves":2}""", "2")]
    [InlineData("""{"confidence":0.9,"resolves":"1, 2"}""", "1|2")]
    [InlineData("""{"confidence":0.9,"resolves":[1,"A refund"]}""", "1|A refund")]
    [InlineData("""{"confidence":0.9,"resolves":[{"title":"A refund"}]}""", "A refund")]
    public void A_report_is_read_in_any_form(string arguments, string? resolves)
    {
        var (report, problem) = Read(arguments);

        Assert.Null(problem);
        Assert.Equal(0.9, report!.Confidence);
        Assert.Equal(resolves, report.Resolves is null ? null : string.Join('|', report.Resolves));
        Assert.Null(report.Dropped);
    }

    [Fact]
    public void Issues_that_cannot_be_read_are_left_out_and_noted()
    {
        var (report, _) = Read("""{"confidence":0.9,"resolves":[true,"1"]}""");

        Assert.Equal(["1"], report!.Resolves);
        Assert.Equal(["resolves"], report.Dropped);
    }

    [Theory]
    [InlineData("{}", "'confidence' is missing. Send for example {\"confidence\": 0.8}.")]
    [InlineData("""{"confidence":"none"}""", "'confidence' is missing. Send for example {\"confidence\": 0.8}.")]
    [InlineData("""{"confidence":7}""", "'confidence' must be a number from 0 to 1. Send for example {\"confidence\": 0.8}.")]
    public void Without_a_confidence_the_model_is_told_what_to_send(string arguments, string told) =>
        Assert.Equal(told, Read(arguments).Problem);

    private static (ConfidenceReport? Report, string? Problem) Read(string arguments) =>
        ConfidenceReport.Read(
            new ModelToolCall
            {
                CallId = new CallId("call-1"),
                Name = "report",
                Arguments = JsonText.Parse(arguments),
            }
        );
}
