using System.Text.RegularExpressions;

namespace Baton;

/// <summary>
/// Identifies a tenant of a store: whoever's conversations and shared values nobody else in the store may see. 1 to 64 letters, digits,
/// <c>-</c> and <c>_</c>; the default is <see cref="None"/>.
/// </summary>
public readonly partial record struct TenantId
{
    private readonly string? value;

    /// <summary>Creates a tenant id.</summary>
    /// <param name="value">1 to 64 letters, digits, <c>-</c> and <c>_</c>, chosen by the program; compared character by character.</param>
    /// <exception cref="ArgumentException">The value has another form.</exception>
    public TenantId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!Form().IsMatch(value))
            throw new ArgumentException($"'{value}' is not a tenant id: use 1 to 64 letters, digits, '-' and '_'.", nameof(value));
        this.value = value;
    }

    /// <summary>The tenant of a store that has only one. What was stored before there were tenants belongs to it.</summary>
    public static TenantId None => default;

    /// <summary>The id as text; empty for <see cref="None"/>.</summary>
    public string Value => value ?? "";

    /// <summary>Whether it is <see cref="None"/>.</summary>
    public bool IsNone => value is null;

    /// <inheritdoc />
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
