using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Baton.Cli.Output;

namespace Baton.IntegrationTests.Cli;

/// <summary>The command line as a process of its own, as its users have it: for signals, and for what the program itself adds.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    /// <summary>Far more than anything here takes: a process that hangs fails its test instead of holding up all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The program as it was built.</summary>
    public static string Program { get; } =
        typeof(CliProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Baton.Cli").Value!;

    /// <summary>
    /// The program that ./publish made, if all commands are to run in it: the tests then show that it does what they ask.
    /// </summary>
    public static string? Published => Environment.GetEnvironmentVariable("BATON_PUBLISHED");

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private CliProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What is typed.</summary>
    public StreamWriter Input => process.StandardInput;

    /// <summary>Starts it with no provider configured but those in <paramref name="environment"/>.</summary>
    public static CliProcess Start(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Published is { } published
            ? Start(published, arguments, folder, environment)
            : StartProgram(Program, folder, arguments, environment);

    /// <summary>The same with another program of the repository.</summary>
    public static CliProcess StartProgram(
        string program,
        string folder,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null
    ) => Start("dotnet", [program, .. arguments], folder, environment);

    /// <summary>Runs a line in a shell, as if a user had pasted it. There, <c>baton</c> is a function.</summary>
    public static CliProcess Paste(string folder, string line, IReadOnlyDictionary<string, string>? environment = null) =>
        Start(
            "sh",
            ["-c", $"baton() {{ {(Published is { } published ? $"'{published}'" : $"dotnet '{Program}'")} \"$@\"; }}\n{line}"],
            folder,
            environment
        );

    /// <summary>Sends a signal: 2 is what Ctrl-C sends, 15 what service managers send, 9 cannot be handled.</summary>
    public void Send(int signal) => Assert.Equal(0, Kill(process.Id, signal));

    /// <summary>Waits for what the process does, but no longer than it lives.</summary>
    public async Task<T> WhileAliveAsync<T>(Func<CancellationToken, Task<T>> wait)
    {
        using var patience = new CancellationTokenSource(Patience);
        var waiting = wait(patience.Token);
        if (await Task.WhenAny(waiting, process.WaitForExitAsync(patience.Token)) != waiting)
        {
            await patience.CancelAsync();
            await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.Fail($"The process ended early: {await error}");
        }

        return await waiting;
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="patience">How long at most. Default: far more than a command takes.</param>
    public async Task<CliResult> EndAsync(TimeSpan? patience = null)
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(patience ?? Patience);
        await process.WaitForExitAsync(limit.Token);
        return new CliResult(process.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static CliProcess Start(
        string command,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string>? environment
    )
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var setting in CliEnvironment.Providers)
            start.Environment.Remove(setting);
        // As the script in the repository's root does. Printed commands then begin with "baton", wherever the tests were built.
        start.Environment[CommandText.Variable] = CliEnvironment.Command;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new CliProcess(Process.Start(start)!);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
