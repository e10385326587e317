namespace Streaming.AppHost.Local.Engine;

/// <summary>All runners of a topology together.</summary>
internal sealed class Fleet(IReadOnlyList<ResourceRunner> runners) : IDisposable
{
    public IReadOnlyList<ResourceRunner> Runners => runners;

    public ResourceRunner? Find(string name) => runners.FirstOrDefault(runner => runner.Current.Identity.Name == name);

    /// <summary>Starts everything that is not started by hand; each waits for what it needs by itself.</summary>
    public async Task StartAsync()
    {
        foreach (var runner in runners)
        {
            runner.Announce();
        }

        await Task.WhenAll(Automatic.Select(runner => runner.StartAsync()));
    }

    /// <summary>Whether everything that starts by itself can be used.</summary>
    public bool IsHealthy => Automatic.All(runner => runner.Current.IsHealthy);

    /// <summary>First those that use others, all at once, then the others.</summary>
    public async Task StopAsync()
    {
        var needed = runners.SelectMany(runner => runner.WaitsFor).Where(runner => runner.WaitsFor.Count == 0).ToHashSet();
        await Task.WhenAll(runners.Where(runner => !needed.Contains(runner)).Select(runner => runner.StopAsync()));
        await Task.WhenAll(needed.Select(runner => runner.StopAsync()));
    }

    public void Dispose()
    {
        foreach (var runner in runners)
        {
            runner.Dispose();
            runner.Log.Dispose();
        }
    }

    private IEnumerable<ResourceRunner> Automatic => runners.Where(runner => !runner.ExplicitStart);
}
