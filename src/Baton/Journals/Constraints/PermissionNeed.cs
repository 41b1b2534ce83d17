namespace Baton.Journals.Constraints;

/// <summary>What a tool's caller must be permitted to do.</summary>
/// <param name="Permission">The permission. A bound of its own holds whatever the caller's is.</param>
/// <param name="Argument">The argument that bounds are held against: a number. Default: none, and a bounded permission does not suffice.</param>
public sealed record PermissionNeed(Permission Permission, string? Argument = null);
