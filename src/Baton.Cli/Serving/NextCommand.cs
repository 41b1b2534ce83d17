using System.Globalization;
using Baton.Cli.Commands;

namespace Baton.Cli.Serving;

/// <summary>Writes the command that goes on with a conversation, to be copied as it is.</summary>
internal static class NextCommand
{
    public static string Message(ServingRequest request, string conversation) => $"{Common("run", request, conversation)} --message \"...\"";

    public static string Resume(ServingRequest request, string conversation) => $"{Common("run", request, conversation)} --resume";

    /// <summary>Shows what waits for a person.</summary>
    public static string Desk(ServingRequest request, string conversation) => Common("desk", request, conversation);

    /// <summary>Lets a person act.</summary>
    public static string Act(ServingRequest request, string conversation, string person, string act) => $"{Common("desk", request, conversation)} --as {(person == "NAME" ? person : Quoted(person))} {act}";

    private static string Common(string verb, ServingRequest request, string conversation)
    {
        var command = $"{Program()} {verb} {Quoted(request.Team)} --conversation {conversation}";
        if (request.Store != StoreOption.Default)
            command += $" --store {Quoted(request.Store)}";
        if (request.Model is { } model)
            command += $" --model {Quoted(model)}";
        if (request.FastPath is { } fastPath)
            command += string.Create(CultureInfo.InvariantCulture, $" --fast-path {fastPath.ConfidenceAtLeast}");
        return command;
    }

    // The installed tool is called baton. Whoever runs it from the sources has no such command.
    private static string Program()
    {
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
        return Path.GetFileName(Environment.ProcessPath) is "Baton.Cli" or "Baton.Cli.exe"
            && File.Exists(Path.Combine(project, "Baton.Cli.csproj"))
            ? $"dotnet run --project {Quoted(Path.GetRelativePath(Environment.CurrentDirectory, project))} --"
            : "baton";
    }

    private static string Quoted(string argument) => argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-:".Contains(letter, StringComparison.Ordinal))
        ? argument
        : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
