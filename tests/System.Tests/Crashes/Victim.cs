using System.Diagnostics;
using System.Globalization;
using Streaming.Testing;

namespace Streaming.SystemTests.Crashes;

/// <summary>Processes of the platform that a test kills, by the names that the kernel shows.</summary>
internal static class Victim
{
    // The kernel cuts names at 15 characters.
    private const int NameLength = 15;

    /// <summary>Kills every process of that program as a crash would, and waits until the platform runs another.</summary>
    public static async Task CrashAsync(Platform platform, string program)
    {
        var name = program[..Math.Min(program.Length, NameLength)];
        var victims = Of(platform, name);
        if (victims.Count == 0)
        {
            throw new InvalidOperationException($"No {program} runs.");
        }

        // The first is the parent where a server has helpers of the same name.
        using (var kill = Process.Start("kill", ["-KILL", victims[0].Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await Eventually.BecomesTrueAsync(() => Of(platform, name).Any(p => !victims.Contains(p)), SteadyClient.Patience);
    }

    private static List<RunningProcess> Of(Platform platform, string name) =>
        [.. ProcessTree.Below(platform.Host.ProcessId).Where(p => p.Name == name)];
}
