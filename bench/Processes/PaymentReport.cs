using System.Globalization;
using Baton.Bench.Faults;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Sqlite;

namespace Baton.Bench.Processes;

/// <summary>What the journal and the tools' own log say of a campaign.</summary>
internal sealed class PaymentReport
{
    private readonly List<(string Words, int Figure, bool IsPromise)> figures = [];
    private readonly List<string> details = [];

    /// <summary>Whether every promise was kept.</summary>
    public bool IsKept => figures.TrueForAll(figure => !figure.IsPromise || figure.Figure == 0);

    /// <summary>Reads the store of a campaign.</summary>
    public static async Task<PaymentReport> ReadAsync(
        string folder,
        ProcessOptions options,
        IReadOnlyCollection<string> exceptions,
        IReadOnlyCollection<string> approvals
    )
    {
        var entries = new List<JournalEntry>();
        await using (var journal = SqliteJournal.Open(PaymentWorker.StoreIn(folder)))
        {
            await foreach (var conversation in journal.ListAsync())
                entries.AddRange(await journal.ReadAsync(conversation).ToListAsync());
        }

        var ran = PaymentWorker.ReadExecutions(folder);
        var isDisturbed = options.Kills + options.Pauses > 0;
        var report = new PaymentReport();
        var messages = options.Payments + options.Approvals;
        report.Add("payments", options.Payments);
        report.Add(
            "messages not in the journal once",
            messages - Once<MessageReceived>(entries, received => received.Message),
            isPromise: true
        );
        report.Add("messages not answered once", messages - Answered(entries), isPromise: true);
        // A booking is repeated after a crash, unless the customer wrote meanwhile: then its outcome stays unknown too.
        report.Add("payments with an unknown outcome", Unknown(entries, PaymentTeam.Pay), !isDisturbed);
        report.Add("bookings with an unknown outcome", Unknown(entries, PaymentTeam.Book), !isDisturbed);
        report.Add("payments run twice", Repeated(ran, PaymentTeam.Pay), isPromise: true);
        report.Add("refunds run twice", Repeated(ran, PaymentTeam.Refund), isPromise: true);
        report.Add("bookings repeated under their key", Repeated(ran, PaymentTeam.Book), !isDisturbed);
        report.Add("exceptions", exceptions.Count, isPromise: true);
        report.Add("approvals by two people at once", approvals.Count);
        report.Add("approvals without one winner who is told so", approvals.Count(problem => problem.Length > 0), isPromise: true);
        report.details.AddRange(exceptions.Concat(approvals.Where(problem => problem.Length > 0)).Distinct().Take(5));
        return report;
    }

    /// <summary>Prints the figures, and examples of what went wrong.</summary>
    public void Print(TimeSpan taken, IReadOnlyList<TimeSpan> waits)
    {
        foreach (var (words, figure, _) in figures)
            Line(words, figure);
        Line("seconds", taken.TotalSeconds);
        Line("median wait of a customer in ms", waits[waits.Count / 2].TotalMilliseconds);
        Line("99% of customers waited at most ms", waits[(int)((waits.Count - 1) * 0.99)].TotalMilliseconds);
        Line("longest wait of a customer in ms", waits[^1].TotalMilliseconds);
        foreach (var detail in details)
            Console.WriteLine(detail);
    }

    private static void Line(string words, double figure) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{words, -48} {figure, 10:0.#}"));

    private void Add(string words, int figure, bool isPromise = false) => figures.Add((words, figure, isPromise));

    private static int Once<T>(IEnumerable<JournalEntry> entries, Func<T, MessageId> idOf) =>
        entries.OfType<T>().GroupBy(idOf).Count(group => group.Count() == 1);

    // A message that joined a turn is answered with it. The entries of a conversation stand together.
    private static int Answered(List<JournalEntry> entries)
    {
        var (answered, open) = (0, 0);
        foreach (var entry in entries)
        {
            if (entry is ConversationOpened)
                open = 0;
            else if (entry is MessageReceived)
                open++;
            else if (entry is Replied)
                (answered, open) = (open > 0 ? answered + open : answered - 1, 0);
        }

        return answered;
    }

    private static int Unknown(IEnumerable<JournalEntry> entries, string tool) =>
        entries.OfType<ToolCallEnded>().Count(ended => ended.Outcome == ToolOutcome.Unknown && ended.Tool == tool);

    private static int Repeated(IEnumerable<Execution> ran, string tool) =>
        ran.Where(one => one.Case.StartsWith(tool + " ", StringComparison.Ordinal)).GroupBy(one => one.Case).Sum(runs => runs.Count() - 1);
}
