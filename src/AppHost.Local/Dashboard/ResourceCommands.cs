using Streaming.AppHost.Local.Dashboard.Wire;
using Streaming.AppHost.Local.Engine;

namespace Streaming.AppHost.Local.Dashboard;

/// <summary>The three buttons of every resource.</summary>
internal static class ResourceCommands
{
    private const string Start = "start";
    private const string Stop = "stop";
    private const string Restart = "restart";

    public static IEnumerable<ResourceCommand> For(ResourceState state)
    {
        var canStop = state is not (ResourceState.NotStarted or ResourceState.Exited or ResourceState.FailedToStart or ResourceState.Stopping);
        yield return Create(Start, "Start", "Play", canStop ? ResourceCommandState.Hidden : ResourceCommandState.Enabled);
        yield return Create(Stop, "Stop", "Stop", canStop ? ResourceCommandState.Enabled : ResourceCommandState.Hidden);
        yield return Create(Restart, "Restart", "ArrowCounterclockwise", canStop ? ResourceCommandState.Enabled : ResourceCommandState.Disabled);
    }

    /// <exception cref="GrpcException">No such command.</exception>
    public static Task ExecuteAsync(string command, ResourceRunner runner) => command switch
    {
        // A resource that crashed and waits for its next try is started at once.
        Start => runner.Current.State is ResourceState.Exited or ResourceState.FailedToStart ? runner.RestartAsync() : runner.StartAsync(),
        Stop => runner.StopAsync(),
        Restart => runner.RestartAsync(),
        _ => throw new GrpcException(GrpcStatus.Unimplemented, $"Unknown command '{command}'."),
    };

    private static ResourceCommand Create(string name, string display, string icon, ResourceCommandState state) =>
        new() { Name = name, DisplayName = display, IconName = icon, IsHighlighted = true, State = state };
}
