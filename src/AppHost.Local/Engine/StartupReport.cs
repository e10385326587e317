using System.Globalization;

namespace Streaming.AppHost.Local.Engine;

/// <summary>
/// Tells the person at the keyboard what has started and what keeps failing, and once, when all is healthy, that it is ready.
/// </summary>
internal sealed class StartupReport(Fleet fleet, ResourceFeed feed, TextWriter output, TimeProvider time, Func<Task> announceReady)
{
    /// <summary>Lines of a failed process's output that are shown.</summary>
    private const int ShownLines = 12;

    private readonly long _since = time.GetTimestamp();
    private bool _isReady;
    private readonly HashSet<string> _healthy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _reportedStarts = new(StringComparer.Ordinal);

    public async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var changes in feed.ReadAsync(stop))
            {
                foreach (var resource in changes)
                {
                    await ReportAsync(resource);
                }

                if (!_isReady && fleet.IsHealthy)
                {
                    _isReady = true;
                    await announceReady();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ReportAsync(ResourceSnapshot resource)
    {
        var name = resource.Identity.Name;
        if (resource.IsHealthy && _healthy.Add(name))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {time.GetElapsedTime(_since).TotalSeconds,6:0.0} s  {name} is healthy"));
        }
        else if (resource.State is ResourceState.Exited or ResourceState.FailedToStart
            && resource.Starts > _reportedStarts.GetValueOrDefault(name)
            && fleet.Find(name) is { } runner)
        {
            _healthy.Remove(name);
            _reportedStarts[name] = resource.Starts;
            await output.WriteLineAsync($"  {name}: {resource.HealthText}; trying again. It said last:");
            foreach (var line in runner.Log.Last(ShownLines))
            {
                await output.WriteLineAsync($"      {line}");
            }
        }
    }
}
