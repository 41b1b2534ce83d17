using System.Globalization;

namespace Baton.Bench.Faults;

/// <summary>What a customer of the campaign wants in one turn.</summary>
internal enum CaseKind
{
    /// <summary>A charge is too high: billing.</summary>
    Charge,

    /// <summary>Something does not work: technical.</summary>
    Dashboard,

    /// <summary>Both of them.</summary>
    Both,

    /// <summary>A general question.</summary>
    Hours,

    /// <summary>A credit, by a tool that may run once only: billing.</summary>
    Credit,

    /// <summary>To be called, by a tool that may be repeated under its key: general.</summary>
    Callback,
}

/// <summary>One turn of the campaign, known by its number, which stands in every word said about it.</summary>
internal sealed record Case(int Number)
{
    /// <summary>A turn of no customer, with two issues, by which a process warms up; no campaign has so many turns.</summary>
    public static readonly Case WarmUp = new(1_200_000_008);

    /// <summary>How many turns a customer takes.</summary>
    public const int PerCustomer = 4;

    /// <summary>Who asks.</summary>
    public int Customer => Number / PerCustomer;

    /// <summary>What is wanted; a customer never wants the same twice.</summary>
    public CaseKind Kind => (CaseKind)((Customer + (Number % PerCustomer)) % Enum.GetValues<CaseKind>().Length);

    /// <summary>Whose team serves the customer.</summary>
    public string Team => CampaignTeam.Names[Customer % CampaignTeam.Names.Count];

    /// <summary>Whether the customer reads along.</summary>
    public bool IsStreamed => Number % 2 == 0;

    /// <summary>The id under which the message is sent, however often.</summary>
    public MessageId Message => new($"m{Name}");

    /// <summary>The number as text.</summary>
    public string Name => Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the customer writes.</summary>
    public string Text =>
        $"Case {Name}. "
        + Kind switch
        {
            CaseKind.Charge => "I've been charged $49.99 but my plan should be $29.99.",
            CaseKind.Dashboard => "The dashboard is showing an error when I try to view my usage stats.",
            CaseKind.Both => "I've been charged $49.99 but my plan should be $29.99. Also, the dashboard is showing an error.",
            CaseKind.Hours => "What are your opening hours?",
            CaseKind.Credit => "Please credit the $5.00 that I was promised for the outage.",
            _ => "Please book the slot for a call at nine tomorrow.",
        };

    /// <summary>The agents who have a part in it.</summary>
    public IReadOnlyList<string> Owners =>
        Kind switch
        {
            CaseKind.Charge or CaseKind.Credit => ["billing"],
            CaseKind.Dashboard => ["technical"],
            CaseKind.Both => ["billing", "technical"],
            _ => ["general"],
        };

    /// <summary>What an owner's part is called.</summary>
    public string TitleFor(string owner) => $"{owner} part of case {Name}";
}
