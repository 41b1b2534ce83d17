using Spectre.Console;

namespace Baton.Cli.Output;

/// <summary>The process's input and output.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Text">Standard output as text.</param>
/// <param name="Bytes">Standard output as bytes.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsRich">Whether standard output is a terminal that can show colours and boxes.</param>
/// <param name="IsTyped">Whether standard input is a terminal.</param>
internal sealed record Terminal(TextReader In, TextWriter Text, Stream Bytes, TextWriter Error, bool IsRich, bool IsTyped)
{
    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess() =>
        new(
            Console.In,
            Console.Out,
            Console.OpenStandardOutput(),
            Console.Error,
            IsRich: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
            IsTyped: !Console.IsInputRedirected
        );

    /// <summary>Opens a screen on standard output.</summary>
    public Screen OpenScreen()
    {
        if (!IsRich)
            return new PlainScreen(Text);
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Text) };
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
            settings.ColorSystem = ColorSystemSupport.NoColors;
        return new RichScreen(AnsiConsole.Create(settings));
    }

    /// <summary>Writes an error message to standard error.</summary>
    public void Complain(string message) => Error.WriteLine(SafeText.Lines(message));
}
