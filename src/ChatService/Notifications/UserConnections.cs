using Microsoft.AspNetCore.SignalR;

namespace Streaming.ChatService;

/// <summary>
/// Signed-in people's connections to this node: listens to a person's channel while they have any. Changes are made one at a time.
/// </summary>
internal sealed class UserConnections(IHubContext<LiveHub> hub, Backplane backplane) : IDisposable
{
    private readonly Dictionary<string, (int Connections, IAsyncDisposable Subscription)> _people = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1);

    public async Task AddAsync(string userId, string connectionId, CancellationToken cancellation)
    {
        await hub.Groups.AddToGroupAsync(connectionId, GroupOf(userId), cancellation);
        await _changing.WaitAsync(cancellation);
        try
        {
            _people[userId] = _people.TryGetValue(userId, out var person)
                ? (person.Connections + 1, person.Subscription)
                : (1, await backplane.SubscribeAsync(Backplane.UserChannel(userId), signal => _ = hub.Clients.Group(GroupOf(userId)).SendAsync(signal.Event, signal.Body, CancellationToken.None)));
        }
        finally
        {
            _changing.Release();
        }
    }

    public async Task RemoveAsync(string userId)
    {
        await _changing.WaitAsync(CancellationToken.None);
        try
        {
            if (!_people.TryGetValue(userId, out var person))
            {
                return;
            }

            if (person.Connections > 1)
            {
                _people[userId] = (person.Connections - 1, person.Subscription);
                return;
            }

            _people.Remove(userId);
            await person.Subscription.DisposeAsync();
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    private static string GroupOf(string userId) => $"user:{userId}";
}
