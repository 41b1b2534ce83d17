using Spectre.Console;

namespace Baton.Cli.Output;

/// <summary>What the process gives a command: input and output, environment variables and the working folder.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Text">Standard output as text.</param>
/// <param name="Bytes">Standard output as bytes.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsRich">Whether standard output is a terminal that can show colours and boxes.</param>
/// <param name="IsTyped">Whether standard input is a terminal.</param>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="Folder">The folder that relative paths start from. Empty: the process's working folder.</param>
internal sealed record Terminal(
    TextReader In,
    TextWriter Text,
    Stream Bytes,
    TextWriter Error,
    bool IsRich,
    bool IsTyped,
    Func<string, string?> Variable,
    string Folder
)
{
    /// <summary>The streams, variables and folder of this process.</summary>
    public static Terminal OfProcess() =>
        new(
            Console.In,
            Console.Out,
            Console.OpenStandardOutput(),
            Console.Error,
            IsRich: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
            IsTyped: !Console.IsInputRedirected,
            Environment.GetEnvironmentVariable,
            Folder: ""
        );

    /// <summary>Opens a screen on standard output.</summary>
    public Screen OpenScreen()
    {
        if (!IsRich)
            return new PlainScreen(Text);
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Text) };
        if (!string.IsNullOrEmpty(Variable("NO_COLOR")))
            settings.ColorSystem = ColorSystemSupport.NoColors;
        return new RichScreen(AnsiConsole.Create(settings));
    }

    /// <summary>A path from the command line.</summary>
    public UserPath PathOf(string given) => new(given, Path.Combine(Folder, given));

    /// <summary>A path for messages: below the working folder it is relative, as the user wrote it.</summary>
    public string Shown(string path) =>
        Folder.Length > 0 && path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path[(Folder.Length + 1)..]
            : path;

    /// <summary>Writes an error message to standard error.</summary>
    public void Complain(string message) => Error.WriteLine(SafeText.Lines(message));
}
