using Streaming.AppHost.Local.Servers;

namespace Streaming.AppHost.Local.Engine;

/// <summary>Makes a database in a running server; from then on it is as healthy as the server.</summary>
internal sealed class DatabaseRunner(
    PostgresServer server,
    ResourceRunner serverRunner,
    string database,
    ResourceIdentity identity,
    ResourceFeed feed,
    ConsoleLog log,
    TimeProvider time)
    : ResourceRunner(identity, feed, log, time)
{
    private readonly ResourceFeed _feed = feed;

    protected override async Task<int> RunOnceAsync(CancellationToken stop)
    {
        await server.EnsureDatabaseAsync(database, stop);
        Log.Say($"database {database} is there");
        Update(state => state with { State = ResourceState.Running, StartedAt = Time.GetUtcNow(), StoppedAt = null });
        while (true)
        {
            var healthy = serverRunner.Current.IsHealthy;
            Update(state => state with { IsHealthy = healthy, HealthText = healthy ? "" : "its server is not healthy", CheckedAt = Time.GetUtcNow() });
            await _feed.WaitAsync(_ => serverRunner.Current.IsHealthy != healthy, stop);
        }
    }
}
