using System.Reflection;
using System.Text.RegularExpressions;

namespace Baton.Tests.Architecture;

/// <summary>
/// Which namespaces of a project use each other, from the compiled assembly: signatures and method bodies. A type in the project's root
/// namespace counts where its file lies, since the public types of Baton share one namespace and their files lie in their floor's folder.
/// </summary>
internal sealed partial class NamespaceGraph
{
    private readonly Dictionary<string, string> folders = [];
    private readonly string root;

    public NamespaceGraph(Assembly assembly, ArchUnitNET.Domain.Architecture architecture)
    {
        root = assembly.GetName().Name!;
        var source = Path.Combine(Repository.Root, "src", root);
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(source, Path.GetDirectoryName(file)!);
            if (folder.Split('/')[0] is "bin" or "obj")
                continue;
            foreach (Match declared in Declared().Matches(File.ReadAllText(file)))
                folders[declared.Groups["name"].Value] = folder == "." ? "" : folder.Replace('/', '.');
        }

        Uses =
        [
            .. architecture
                .Types.Where(type => type.Assembly.FullName == assembly.FullName && IsOwn(type.FullName))
                .SelectMany(type => type.Dependencies.Select(dependency => (Type: type.FullName, Used: dependency.Target.FullName)))
                .Where(use => IsOwn(use.Used))
                .Select(use => new Use(SpaceOf(use.Type), SpaceOf(use.Used), use.Type, use.Used))
                .Where(use => use.From != use.To)
                .DistinctBy(use => (use.Type, use.Used)),
        ];
    }

    /// <summary>Each use of a type in another namespace.</summary>
    public IReadOnlyList<Use> Uses { get; }

    /// <summary>The uses that go round in a circle when namespaces are cut to so many parts.</summary>
    /// <param name="depth">How many parts below the project's own name.</param>
    /// <param name="withChildren">Whether a namespace and those inside it may use each other.</param>
    public IReadOnlyList<Use> InCircles(int depth, bool withChildren)
    {
        var uses = Uses.Where(use => depth == 1 || !(IsInRoot(use.Type) || IsInRoot(use.Used)))
            .Select(use => use with { From = Cut(use.From, depth), To = Cut(use.To, depth) })
            .Where(use => use.From != use.To && !(withChildren && (IsWithin(use.From, use.To) || IsWithin(use.To, use.From))))
            .ToList();
        var targets = uses.ToLookup(use => use.From, use => use.To);
        return [.. uses.Where(use => Reaches(use.To, use.From, targets))];
    }

    // Agents and handoffs name each other, and so do other types that most programs need: below a floor they are one namespace.
    private bool IsInRoot(string type) => SpaceIn(type) == root;

    private bool IsOwn(string type) =>
        type.StartsWith(root + ".", StringComparison.Ordinal) && !type.Contains("<>", StringComparison.Ordinal);

    private string SpaceOf(string type)
    {
        var space = SpaceIn(type);
        return space == root ? folders.GetValueOrDefault(OuterOf(type)[(root.Length + 1)..], "") : space[(root.Length + 1)..];
    }

    private static string OuterOf(string type) => type.Split('+', '`', '<')[0];

    private static string SpaceIn(string type) => OuterOf(type)[..OuterOf(type).LastIndexOf('.')];

    private static string Cut(string space, int depth) => string.Join('.', space.Split('.').Take(depth));

    private static bool IsWithin(string inner, string outer) => inner.StartsWith(outer + ".", StringComparison.Ordinal);

    private static bool Reaches(string from, string to, ILookup<string, string> targets)
    {
        var seen = new HashSet<string> { from };
        var due = new Queue<string>(seen);
        while (due.TryDequeue(out var next))
        {
            if (next == to)
                return true;
            foreach (var target in targets[next].Where(seen.Add))
                due.Enqueue(target);
        }

        return false;
    }

    [GeneratedRegex(
        @"^(public|internal)[\w ]* (class|record struct|record|struct|interface|enum) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Declared();

    /// <summary>A use of a type in another namespace.</summary>
    internal sealed record Use(string From, string To, string Type, string Used)
    {
        public override string ToString() => $"{Type} ({From}) uses {Used} ({To})";
    }
}
