using Baton.Journals.Constraints;
using Baton.TeamFiles.Problems;

namespace Baton.TeamFiles.Tools;

/// <summary>What tools of one entry need.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Argument">The argument that is compared with bounds, or null.</param>
/// <param name="At">Where to report it.</param>
/// <param name="ArgumentAt">Where the file names the argument, or null.</param>
/// <param name="Subject">How a message names the tools.</param>
/// <param name="Names">The names that models call, or null while they are unknown.</param>
internal sealed record ToolNeed(
    Permission Permission,
    string? Argument,
    Position At,
    Position? ArgumentAt,
    string Subject,
    IReadOnlyCollection<string>? Names
);
