namespace Baton.Journals.Constraints;

/// <summary>The permission that a tool's caller needs.</summary>
/// <param name="Permission">The permission. Its own bound applies whatever the caller's bound is.</param>
/// <param name="Argument">The numeric argument that is compared with bounds. Default: none, and a permission with a bound is not
/// enough.</param>
public sealed record PermissionNeed(Permission Permission, string? Argument = null);
