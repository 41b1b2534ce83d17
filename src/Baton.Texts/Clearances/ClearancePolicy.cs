using System.Text.RegularExpressions;

namespace Baton.Texts.Clearances;

/// <summary>What a team counts as sensitive in addition to the kinds that Baton knows. A known kind cannot be switched off.</summary>
public sealed record ClearancePolicy
{
    /// <summary>Patterns to look for in every text. Default: none.</summary>
    public IReadOnlyList<SensitivePattern> Patterns { get; init; } = [];

    /// <summary>
    /// JSON fields whose values are masked whatever they contain, in results and arguments of tools. Fields such as <c>card_number</c>,
    /// <c>ssn</c> and <c>password</c> are built in. Default: none.
    /// </summary>
    public IReadOnlyList<SensitiveField> Fields { get; init; } = [];
}

/// <summary>A pattern whose matches are masked as <c>[name]</c>.</summary>
/// <param name="Name">The text of the mask: 1 to 40 letters, digits, spaces, <c>-</c> and <c>_</c>, beginning with a letter.</param>
/// <param name="Pattern">A .NET regular expression without lookarounds, atomic groups and backreferences, so that it takes linear time on
/// any text. Other forms of letters and digits are matched as the plain ones, and invisible characters are ignored.</param>
/// <param name="Sensitivity">Who may see a match. Default: readers with the clearance <see cref="Clearance.Sensitive"/>.</param>
public sealed partial record SensitivePattern(string Name, string Pattern, Clearance Sensitivity = Clearance.Sensitive)
{
    /// <summary>What is wrong with a name, or null.</summary>
    public static string? CheckName(string name) =>
        MaskName().IsMatch(name)
            ? null
            : $"'{name}' cannot stand in a mask: use 1 to 40 letters, digits, spaces, '-' and '_', beginning with a letter.";

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9 _-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MaskName();
}

/// <summary>A JSON field whose value is masked.</summary>
/// <param name="Name">
/// The field's name, in the same letters as a <see cref="SensitivePattern.Name"/>. Case, <c>-</c>, <c>_</c> and spaces do not matter:
/// <c>passport_number</c> is also <c>passportNumber</c>.
/// </param>
/// <param name="Sensitivity">Who may see the value. Default: readers with the clearance <see cref="Clearance.Sensitive"/>.</param>
public sealed record SensitiveField(string Name, Clearance Sensitivity = Clearance.Sensitive);
