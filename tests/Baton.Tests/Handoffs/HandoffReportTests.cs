using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Runtime;
using Baton.States.Issues;
using Baton.States.Views;
using Baton.Teams.Clearances;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;

namespace Baton.Tests.Handoffs;

/// <summary>Handoffs as people read them, of every version.</summary>
public sealed class HandoffReportTests
{
    [Fact]
    public void A_briefing_of_version_1_is_reported_with_what_ran_since_the_message_and_reads_as_it_did()
    {
        var handed = (HandedOff)
            JournalCodec.Read(
                Encoding.UTF8.GetBytes(
                    File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Journals", "Fixtures", "format-1.jsonl")).ElementAt(8)
                )
            );
        JournalEntry[] entries =
        [
            new MessageReceived
            {
                Seq = 1,
                Message = new MessageId("m"),
                Text = "Help.",
            },
            new ToolCallEnded
            {
                Seq = 2,
                Participant = "billing",
                Tool = "find",
                CallId = new CallId("c"),
                Outcome = ToolOutcome.Ok,
                Result = "found",
            },
            handed with
            {
                Seq = 3,
            },
        ];

        var report = Assert.Single(HandoffReport.Of(entries));
        var read = BriefingOf(
            handed,
            Ledger.Empty,
            new BriefingReader(
                new ReaderAccess(Masking.Default, Clearance.Normal, StateCatalog.Of("t", [], [], [])!),
                ReadFrom: 1,
                Turn: 1,
                Entries: []
            )
        );

        Assert.Equal((1, null, null), (handed.Briefing.Version, handed.Briefing.Task, handed.Briefing.Classification));
        Assert.Equal([("billing", "find", "found")], report.Tried.Select(tried => (tried.Step.By, tried.Step.Tool!, tried.Text!)));
        Assert.Equal(
            "<baton:briefing from=\"billing\" category=\"technical\" confidence=\"0.5\">\nThe refund is under "
                + "way; the dashboard is left.\nYours:\n- #2 \n- #3 \n</baton:briefing>",
            read
        );
    }

    [Fact]
    public void A_reader_of_much_that_was_tried_is_told_the_newest_and_how_much_there_was_before()
    {
        var steps = Enumerable
            .Range(1, 15)
            .Select(entry => new TriedStep
            {
                By = "billing",
                What = TriedAction.Called,
                Tool = "find",
                Arguments = entry == 15 ? JsonText.Parse($"\"{new string('x', 300)}\"") : JsonText.EmptyObject,
                Outcome = entry == 14 ? ToolOutcome.TimedOut : ToolOutcome.Ok,
                Entry = entry,
            });
        var handed = new HandedOff
        {
            From = "billing",
            To = "chief",
            Trigger = HandoffTrigger.Routed,
            Briefing = new Briefing
            {
                Summary = "Take it.",
                Issues = [],
                History = new BriefedHistory
                {
                    Mode = HistoryMode.Verbatim,
                    To = 20,
                    Reason = HistoryReason.Short,
                },
                Task = new TaskContext
                {
                    Goal = "Take it.",
                    Tried = [.. steps],
                    TriedBefore = 2,
                },
            },
        };

        var read = BriefingOf(
            handed,
            Ledger.Empty,
            new BriefingReader(
                new ReaderAccess(Masking.Default, Clearance.Normal, StateCatalog.Of("t", [], [], [])!),
                ReadFrom: 16,
                Turn: null,
                Entries: []
            )
        );

        Assert.Contains("\nTried:\n- (5 earlier steps left out)\n- billing called find(): ok, entry 4\n", read, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n- billing called find(): timed out, entry 14\n- billing called find(…): ok, entry 15\n</baton:briefing>",
            read,
            StringComparison.Ordinal
        );
    }

    private static string BriefingOf(HandedOff handed, Ledger ledger, BriefingReader reader)
    {
        var text = new StringBuilder();
        ViewText.AddBriefing(text, handed, ledger, reader);
        return text.ToString();
    }
}
