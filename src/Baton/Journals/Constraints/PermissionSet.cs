namespace Baton.Journals.Constraints;

/// <summary>Combines lists of permissions.</summary>
internal static class PermissionSet
{
    /// <summary>What both lists permit: the names in both, each with the narrower bound.</summary>
    public static IReadOnlyList<Permission> Meet(IReadOnlyList<Permission> left, IReadOnlyList<Permission> right)
    {
        var met = new List<Permission>();
        foreach (var permission in left)
        {
            if (
                Find(left, permission.Name) is { } mine
                && Find(right, permission.Name) is { } theirs
                && !met.Exists(other => other.Name == permission.Name)
            )
                met.Add(mine.Within(theirs));
        }

        return met;
    }

    /// <summary>The permission of that name. Of several the widest counts, because each of them was granted.</summary>
    public static Permission? Find(IReadOnlyList<Permission> permissions, string name)
    {
        Permission? found = null;
        foreach (var permission in permissions)
        {
            if (permission.Name != name)
                continue;
            if (permission.AtMost is null)
                return permission;
            if (found is null || permission.AtMost > found.Value.AtMost)
                found = permission;
        }

        return found;
    }
}
