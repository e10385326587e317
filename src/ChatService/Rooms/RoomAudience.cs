using Microsoft.AspNetCore.SignalR;

namespace Streaming.ChatService;

/// <summary>
/// A room's connections. Sends keep their order per connection without being awaited one by one, so that a connection that does not
/// read holds nobody up; it is closed when its transport's keep-alive fails. <see cref="MaxSendsUnderWay"/> bounds what piles up till then.
/// </summary>
internal sealed class RoomAudience(string streamId, IHubContext<LiveHub> hub, ILogger logger)
{
    public const int MaxSendsUnderWay = 256;
    private readonly SemaphoreSlim _places = new(MaxSendsUnderWay);

    private string Group { get; } = GroupOf(streamId);

    public static string GroupOf(string streamId) => $"stream:{streamId}";

    /// <summary>Sends a connection its history, then lets it see what others see.</summary>
    public async Task AdmitAsync(string connectionId, ChatHistory history, CancellationToken cancellation)
    {
        await SendAsync(hub.Clients.Client(connectionId), HubEvents.History, history, cancellation);
        await hub.Groups.AddToGroupAsync(connectionId, Group, cancellation);
    }

    /// <summary>Shows everyone in the room; serialised once for all of them.</summary>
    public Task ShowAsync(string name, object body, CancellationToken cancellation) => SendAsync(hub.Clients.Group(Group), name, body, cancellation);

    private async Task SendAsync(IClientProxy to, string name, object body, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        _ = ObserveAsync(to.SendAsync(name, body, cancellation));
    }

    private async Task ObserveAsync(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            logger.LogDebug(e, "A connection of stream {StreamId} went away while it was sent to", streamId);
        }
        finally
        {
            _places.Release();
        }
    }
}
