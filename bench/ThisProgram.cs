using System.Diagnostics;

namespace Baton.Bench;

/// <summary>This program, started again as a process of its own.</summary>
internal static class ThisProgram
{
    /// <summary>Starts it with other arguments, and with its streams in the caller's hands.</summary>
    public static ProcessStartInfo With(params string[] arguments)
    {
        // Beside `dotnet run` there is `dotnet Baton.Bench.dll`: then the process is dotnet's.
        var (path, assembly) = (Environment.ProcessPath!, Path.ChangeExtension(typeof(ThisProgram).Assembly.Location, ".dll"));
        var isHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        return new ProcessStartInfo(path, isHost ? [assembly, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }
}
