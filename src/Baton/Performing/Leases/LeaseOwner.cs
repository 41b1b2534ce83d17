using System.Globalization;
using System.Security.Cryptography;

namespace Baton.Performing.Leases;

/// <summary>
/// Names the owner of leases: the process, where its machine can be asked whether it still lives, and the runtime in it. A restarted
/// program then waits for no lease of the process that was killed.
/// </summary>
internal static class LeaseOwner
{
    private const char Separator = '/';

    private static readonly string Process = ThisProcess();

    /// <summary>A new name, for one runtime.</summary>
    public static string New() => $"{Process}{Separator}{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    /// <summary>Whether the owner's process is known to have ended. False if it lives, or if that cannot be known here.</summary>
    public static bool IsGone(string owner)
    {
        if (owner.Split(Separator) is not [var table, var id, var began, _] || table.Length == 0 || table != ProcessTable())
            return false;
        // Where a user does not see the processes of others, one that is not seen may live.
        return StartOf(id) is { } start ? start != began : File.Exists("/proc/1/stat");
    }

    private static string ThisProcess()
    {
        var id = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return string.Join(Separator, ProcessTable(), id, StartOf("self") ?? "");
    }

    // Containers of one machine have the same boot id and see different processes under the same number.
    private static string ProcessTable()
    {
        const string bootId = "/proc/sys/kernel/random/boot_id";
        return File.Exists(bootId) && new FileInfo("/proc/self/ns/pid").LinkTarget is { } space
            ? $"{File.ReadAllText(bootId).Trim()}+{space}"
            : "";
    }

    // When a process started, in the kernel's ticks since the boot; null if there is none, or only one that has ended and was not waited
    // for.
    private static string? StartOf(string id)
    {
        string line;
        try
        {
            line = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (IOException)
        {
            return null;
        }

        // The second field is the program's name in brackets, which may hold anything. State is the third field, start the 22nd.
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : fields[19];
    }
}
