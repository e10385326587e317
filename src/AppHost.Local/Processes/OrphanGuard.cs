using System.Globalization;

namespace Streaming.AppHost.Local.Processes;

/// <summary>
/// Wraps a command so that it leads a process group of its own (Ctrl-C reaches the host alone, which then stops children in
/// order) and the kernel ends it when the host dies. The small shell in between closes the gap in which the host could die
/// before the signal is armed: it goes on only while the host is still its parent.
/// </summary>
internal static class OrphanGuard
{
    private const string GoOnUnderParent = "[ \"$PPID\" = \"$0\" ] || exit 125; exec \"$@\"";

    public static IEnumerable<string> Wrap(Launch launch)
    {
        yield return "setsid";
        yield return "setpriv";
        yield return $"--pdeathsig={SignalName(launch.OrphanSignal)}";
        if (launch.RunAs is { } account && Unix.IsRoot)
        {
            yield return $"--reuid={account.Name}";
            yield return $"--regid={account.GroupId.ToString(CultureInfo.InvariantCulture)}";
            yield return "--clear-groups";
            if (launch.CrossClosedFolders)
            {
                yield return "--inh-caps=-all,+dac_override";
                yield return "--ambient-caps=-all,+dac_override";
            }
        }

        yield return "--";
        foreach (var part in (string[])["sh", "-c", GoOnUnderParent, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)])
        {
            yield return part;
        }

        yield return launch.FileName;
        foreach (var argument in launch.Arguments)
        {
            yield return argument;
        }
    }

    private static string SignalName(UnixSignal signal) => signal switch
    {
        UnixSignal.Interrupt => "INT",
        UnixSignal.Quit => "QUIT",
        UnixSignal.Terminate => "TERM",
        _ => "KILL",
    };
}
