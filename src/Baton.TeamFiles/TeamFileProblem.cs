namespace Baton.TeamFiles;

/// <summary>One thing that is wrong with a team file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Column">The column, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record TeamFileProblem(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, which editors and terminals make a link of.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}:{Column}: {Message}";
}
