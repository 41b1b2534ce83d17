using Spectre.Console;

namespace Baton.Cli.Output;

/// <summary>Where the process reads and writes.</summary>
/// <param name="In">What is typed, or piped in.</param>
/// <param name="Text">Standard output as text.</param>
/// <param name="Bytes">Standard output as bytes.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsRich">Whether somebody watches the output on a terminal that can do more than print lines.</param>
/// <param name="IsTyped">Whether the input is typed.</param>
internal sealed record Terminal(TextReader In, TextWriter Text, Stream Bytes, TextWriter Error, bool IsRich, bool IsTyped)
{
    /// <summary>The process's own.</summary>
    public static Terminal OfProcess() => new(
        Console.In,
        Console.Out,
        Console.OpenStandardOutput(),
        Console.Error,
        IsRich: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        IsTyped: !Console.IsInputRedirected);

    /// <summary>Something to show conversations on.</summary>
    public Screen OpenScreen()
    {
        if (!IsRich)
            return new PlainScreen(Text);
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Text) };
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
            settings.ColorSystem = ColorSystemSupport.NoColors;
        return new RichScreen(AnsiConsole.Create(settings));
    }

    /// <summary>Says on standard error what went wrong.</summary>
    public void Complain(string message) => Error.WriteLine(SafeText.Lines(message));
}
