using System.Globalization;
using System.Runtime.InteropServices;
using Baton.Bench.Faults;
using Baton.Loopback;
using Baton.TeamFiles;

namespace Baton.Bench.Outages;

/// <summary>A provider on this machine that is down, to be seen from a terminal.</summary>
internal static class Outage
{
    public const string Usage = "provider --answers 529|hangs|recovers [--port 8529]";

    private const int DefaultPort = 8529;

    // Counted from the first request, so that whoever reads first what to type misses nothing.
    private static readonly TimeSpan Down = TimeSpan.FromMinutes(1);

    /// <summary>Serves until the process is stopped.</summary>
    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var port = DefaultPort;
        if (
            args is not ["--answers", "529" or "hangs" or "recovers", ..]
            || (
                args.Length > 2
                && (
                    args is not [_, _, "--port", var given]
                    || !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out port)
                    || port > 65535
                )
            )
        )
        {
            await Console.Error.WriteLineAsync($"Usage: {Usage}");
            return 2;
        }

        await using var file = await TeamFile.LoadAsync(SampleFolder.Support);
        var agents = new OfflineAgents(file.Team);
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI, port, remembersRequests: false);
        DateTimeOffset? upAt = null;
        provider.Reply = request =>
        {
            var now = time.GetUtcNow();
            upAt ??= now + Down;
            var isUp = args[1] == "recovers" && now >= upAt;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{now:HH:mm:ss} request {request.Number + 1}: {(isUp ? "answered" : args[1] == "hangs" ? "hangs" : "529")}"
                )
            );
            return isUp ? agents.Reply(request)
                : args[1] == "hangs" ? new ScriptedReply { Gate = new TaskCompletionSource().Task }
                : ScriptedReply.Fails(529, "Overloaded.");
        };
        Console.WriteLine(
            $"""
            A provider listens here that {(
                args[1] == "529" ? "answers every request with 529"
                : args[1] == "hangs" ? "never answers"
                : "answers with 529 for a minute from its first request on, and then works"
            )}. Ctrl-C ends it.
            In another terminal, in the root of the repository:

              export {string.Join(' ', provider.Environment.Select(variable => $"{variable.Key}={variable.Value}"))}
              ./baton run samples/support --model {provider.Model}

            """
        );
        var stopped = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stopped.Task;
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
