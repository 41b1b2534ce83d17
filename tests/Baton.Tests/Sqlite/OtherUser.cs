using System.Runtime.InteropServices;

namespace Baton.Tests.Sqlite;

/// <summary>
/// Runs something with the file permissions of a user without rights, on a thread of its own. Tests often run as root, for whom file
/// modes do not count; for anybody else the call changes nothing and the modes count anyway.
/// </summary>
internal static class OtherUser
{
    private const uint Nobody = 65534;

    public static T Run<T>(Func<T> act)
    {
        var result = new TaskCompletionSource<T>();
        var thread = new Thread(() =>
        {
            _ = SetFileSystemUser(Nobody);
            try
            {
                result.SetResult(act());
            }
            catch (Exception error)
            {
                result.SetException(error);
            }
        });
        thread.Start();
        thread.Join();
        return result.Task.GetAwaiter().GetResult();
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileSystemUser(uint user);
}
