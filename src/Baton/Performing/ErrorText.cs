using System.Net;
using System.Text.RegularExpressions;

namespace Baton.Performing;

/// <summary>
/// Describes an exception in one line for journals and operators, without a stack trace and without anything that looks like a secret.
/// </summary>
internal static partial class ErrorText
{
    private const int Longest = 300;

    public static string Of(Exception exception)
    {
        var message = Cleaned(exception.Message);
        var status = exception is HttpRequestException { StatusCode: HttpStatusCode code } ? $" (HTTP {(int)code})" : "";
        return $"{exception.GetType().Name}{status}: {message}";
    }

    /// <summary>A provider's text on one line, without anything that looks like a secret.</summary>
    public static string Cleaned(string words)
    {
        var message = Space().Replace(Secret().Replace(words, "[removed]"), " ").Trim();
        return message.Length > Longest ? message[..Longest] + "…" : message;
    }

    // Keys of the known providers, bearer tokens, credentials in addresses, and any long run of letters with digits.
    [GeneratedRegex(
        @"\b(?:sk|pk|rk|key)-[A-Za-z0-9_*-]+|\b(?:Bearer|Basic)\s+\S+|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)|\b(?:password|pwd|secret|token"
            + @"|api[_-]?key)\s*[=:]\s*\S+|\b(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{32,}\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Secret();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
