using System.Runtime.InteropServices;

namespace Streaming.AppHost.Local.Processes;

/// <summary>The few system calls that .NET has no API for.</summary>
internal static partial class Unix
{
    private const int NoSuchProcess = 3;

    public static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>Signals a whole process group; false when nobody is left in it.</summary>
    public static bool SignalGroup(int leader, UnixSignal signal) => Signal(-leader, signal);

    public static bool SignalProcess(int pid, UnixSignal signal) => Signal(pid, signal);

    public static void ChangeOwner(string path, Account account)
    {
        if (Chown(path, account.UserId, account.GroupId) != 0)
        {
            throw new IOException($"Can't give {path} to account {account.Name}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    private static bool Signal(int target, UnixSignal signal)
    {
        if (Kill(target, (int)signal) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == NoSuchProcess
            ? false
            : throw new InvalidOperationException($"Can't signal process {target}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, uint owner, uint group);
}
