using System.Text.Json.Serialization;

namespace Baton.Journals.Handoffs;

/// <summary>How a history is handed over.</summary>
public enum HistoryMode
{
    /// <summary>Decided by budget, density and safety.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>Word for word; a history that does not fit is escalated.</summary>
    [JsonStringEnumMemberName("verbatim")]
    Verbatim,

    /// <summary>As a summary, unless it is short or may not be summarised.</summary>
    [JsonStringEnumMemberName("summary")]
    Summary,
}
