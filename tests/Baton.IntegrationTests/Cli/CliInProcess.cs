using System.Text;
using Baton.Cli;
using Baton.Cli.Output;

namespace Baton.IntegrationTests.Cli;

/// <summary>The command line in the tests' own process: the same code without the start of a process.</summary>
internal static class CliInProcess
{
    /// <summary>Far more than a command takes: one that hangs fails its test instead of holding up all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables, besides those of this machine.</param>
    /// <param name="input">What is typed.</param>
    public static async Task<CliResult> RunAsync(
        string folder,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string input = ""
    )
    {
        if (CliProcess.Published is not null)
        {
            await using var process = CliProcess.Start(folder, arguments, environment);
            await process.Input.WriteAsync(input);
            return await process.EndAsync(Patience);
        }

        using var bytes = new MemoryStream();
        await using var output = Stream.Synchronized(bytes);
        await using var text = TextWriter.Synchronized(new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true });
        using var error = new StringWriter();
        var terminal = new Terminal(
            new StringReader(input),
            text,
            output,
            TextWriter.Synchronized(error),
            IsRich: false,
            IsTyped: false,
            CliEnvironment.With(environment),
            folder
        );
        // On the pool, as in a process: xunit's own context runs only as many at once as there are processors.
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => new CommandLine(terminal, TimeProvider.System).RunAsync(arguments, stop.Token));
        var code = await run.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return new CliResult(code, Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}
