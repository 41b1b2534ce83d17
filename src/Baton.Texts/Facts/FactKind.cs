using System.Text.Json.Serialization;

namespace Baton.Texts.Facts;

/// <summary>The kind of a fact.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FactKind>))]
public enum FactKind
{
    /// <summary>An amount of money, or a percentage: <c>$49.99</c>, <c>20 euros</c>, <c>15%</c>.</summary>
    [JsonStringEnumMemberName("amount")]
    Amount,

    /// <summary>A day, absolute or relative: <c>8th of March</c>, <c>2026-11-03</c>, <c>Friday next week</c>, <c>in 3 days</c>.</summary>
    [JsonStringEnumMemberName("date")]
    Date,

    /// <summary>A time of day or a length of time: <c>10:30 am</c>, <c>half past six</c>, <c>2 hours</c>.</summary>
    [JsonStringEnumMemberName("time")]
    Time,

    /// <summary>The number of an order, invoice, ticket or the like, and any number of five digits or more: <c>order #1042</c>.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>An error's code: <c>error 503</c>, <c>E-1042</c>, <c>0x80070057</c>.</summary>
    [JsonStringEnumMemberName("error_code")]
    ErrorCode,

    /// <summary>The name of a person, place or thing: <c>San Diego</c>.</summary>
    [JsonStringEnumMemberName("name")]
    Name,

    /// <summary>An e-mail address.</summary>
    [JsonStringEnumMemberName("email")]
    Email,

    /// <summary>A telephone number.</summary>
    [JsonStringEnumMemberName("phone")]
    Phone,

    /// <summary>A postal address: <c>12 Oak Street, Springfield</c>.</summary>
    [JsonStringEnumMemberName("address")]
    Address,

    /// <summary>Words in quotation marks, without the marks.</summary>
    [JsonStringEnumMemberName("quote")]
    Quote,

    /// <summary>A code of letters and digits, a link, a file's path: <c>INV-2041</c>, <c>https://example.com/a</c>.</summary>
    [JsonStringEnumMemberName("identifier")]
    Identifier,

    /// <summary>A short answer to a question, above all yes or no.</summary>
    [JsonStringEnumMemberName("answer")]
    Answer,

    /// <summary>Words outside general English, and counts: <c>2 tickets</c>.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}
