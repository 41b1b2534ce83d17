namespace Baton.Cli.Output;

/// <summary>Writes commands that a reader can paste into the shell from which this process was started.</summary>
internal static class CommandText
{
    /// <summary>The environment variable in which a script that starts this program passes its own name on.</summary>
    public const string Variable = "BATON_COMMAND";

    /// <summary>
    /// The words that start this program again, such as <c>baton</c>, <c>./baton</c> or <c>dotnet run --project src/Baton.Cli --</c>.
    /// </summary>
    public static string Program { get; } = FindProgram();

    /// <summary>A command of this program. Each argument is quoted for the shell where that is needed.</summary>
    public static string Of(params IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quoted).Prepend(Program));

    /// <summary>An argument as a POSIX shell reads it.</summary>
    public static string Quoted(string argument) =>
        argument.Length > 0
        && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-:=@%+,".Contains(letter, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static string FindProgram()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } script)
            return Quoted(script);
        if (Environment.ProcessPath is not { } process)
            return "baton";
        if (Path.GetFileName(process) is "dotnet" or "dotnet.exe")
            return $"dotnet {Shortest(Environment.GetCommandLineArgs()[0])}";
        if (FromSources() is { } run)
            return run;
        return IsOnPath(process) ? Path.GetFileName(process) : Shortest(process);
    }

    // 'dotnet run' starts bin/Debug/net10.0/Baton.Cli below the project's folder.
    private static string? FromSources()
    {
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
        if (!File.Exists(Path.Combine(project, "Baton.Cli.csproj")))
            return null;
        var configuration = Path.GetFileName(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..")));
        return $"dotnet run --project {Shortest(project)}{(configuration == "Debug" ? "" : $" -c {Quoted(configuration)}")} --";
    }

    private static bool IsOnPath(string process) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => new FileInfo(Path.Combine(folder, Path.GetFileName(process))))
            .Any(file => file.Exists && (file.FullName == process || file.ResolveLinkTarget(returnFinalTarget: true)?.FullName == process));

    private static string Shortest(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        if (!relative.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            relative = Path.Combine(".", relative);
        return Quoted(relative.Length < path.Length ? relative : path);
    }
}
