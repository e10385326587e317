using System.Globalization;

namespace Streaming.Testing;

/// <summary>One process, told apart from a later one with the same id by its start time.</summary>
/// <param name="Id">Process id.</param>
/// <param name="StartTime">Clock ticks since boot.</param>
/// <param name="Name">Program's name, for messages.</param>
public sealed record RunningProcess(int Id, string StartTime, string Name);

/// <summary>What runs below a process, read from <c>/proc</c>.</summary>
public static class ProcessTree
{
    private const int State = 0;
    private const int ParentId = 1;
    private const int StartTime = 19;

    /// <summary>Every descendant of a process that runs now.</summary>
    public static IReadOnlyList<RunningProcess> Below(int ancestor)
    {
        var all = Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .Where(process => process is not null)
            .Select(process => process!.Value)
            .ToList();
        var found = new List<RunningProcess>();
        var parents = new Queue<int>([ancestor]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var child in all.Where(process => process.Parent == parent && !process.IsDead))
            {
                found.Add(child.Process);
                parents.Enqueue(child.Process.Id);
            }
        }

        return found;
    }

    /// <summary>Whether this very process still runs (a zombie does not).</summary>
    public static bool IsRunning(RunningProcess process) => Read(process.Id) is { IsDead: false } now && now.Process == process;

    private static (RunningProcess Process, int Parent, bool IsDead)? Read(int id)
    {
        try
        {
            // "pid (name) state ppid …": the name may hold anything, even parentheses.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var end = stat.LastIndexOf(')');
            var fields = stat[(end + 2)..].Split(' ');
            var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end];
            return (new RunningProcess(id, fields[StartTime], name), int.Parse(fields[ParentId], CultureInfo.InvariantCulture), fields[State] is "Z" or "X");
        }
        catch (IOException)
        {
            // It ended while we looked.
            return null;
        }
    }
}
