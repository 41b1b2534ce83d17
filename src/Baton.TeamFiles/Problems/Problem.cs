namespace Baton.TeamFiles.Problems;

/// <summary>One thing that is wrong with a file.</summary>
/// <param name="At">Where it stands; null when the file as a whole is meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record Problem(Position? At, string Message);
