using StackExchange.Redis;

namespace Streaming.ChatService;

/// <summary>
/// Who is connected to this node, by stream, and Redis' copy of it. A person with several connections is there once, until the last
/// goes. Commands are handed to Redis' pipeline under the lock that guards the memory, so the copy goes through the same states; whatever
/// gets lost is noticed by its size at the next report and written anew. A node that stops leaves its people for their
/// <see cref="PresenceKeys.ReportLifetime"/>: most of them are back by then, on another node or on the same one restarted.
/// </summary>
internal sealed class NodePresence(
    IConnectionMultiplexer redis, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<NodePresence> logger)
{
    private readonly Dictionary<string, Dictionary<string, int>> _streams = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>This process' name among the nodes, new with every start.</summary>
    public string Node { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>Adds a connection of a person; ends when Redis has it, or has been found to be away.</summary>
    public Task EnterAsync(string streamId, string personId)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(streamId, out var people))
            {
                _streams[streamId] = people = new(StringComparer.Ordinal);
            }

            people[personId] = people.GetValueOrDefault(personId) + 1;
            if (people[personId] > 1)
            {
                return Task.CompletedTask;
            }

            return TolerateAsync(() =>
            {
                var batch = redis.GetDatabase().CreateBatch();
                var sent = Task.WhenAll(
                    batch.SetAddAsync(PresenceKeys.People(streamId, Node), personId),
                    batch.KeyExpireAsync(PresenceKeys.People(streamId, Node), PresenceKeys.ReportLifetime),
                    batch.SetAddAsync(PresenceKeys.Held(Node), streamId),
                    batch.KeyExpireAsync(PresenceKeys.Held(Node), PresenceKeys.ReportLifetime),
                    batch.SortedSetAddAsync(PresenceKeys.Nodes, Node, Now()));
                batch.Execute();
                return sent;
            });
        }
    }

    /// <summary>Takes a connection of a person away.</summary>
    public Task LeaveAsync(string streamId, string personId)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(streamId, out var people) || !people.TryGetValue(personId, out var connections))
            {
                return Task.CompletedTask;
            }

            if (connections > 1)
            {
                people[personId] = connections - 1;
                return Task.CompletedTask;
            }

            people.Remove(personId);
            if (people.Count == 0)
            {
                _streams.Remove(streamId);
            }

            return lifetime.ApplicationStopping.IsCancellationRequested
                ? Task.CompletedTask
                : TolerateAsync(() => redis.GetDatabase().SetRemoveAsync(PresenceKeys.People(streamId, Node), personId));
        }
    }

    /// <summary>Says again what this node holds, and writes anew what Redis has otherwise.</summary>
    public async Task ReportAsync()
    {
        List<(string StreamId, int Count, Task<bool> Stood, Task<long> Size)> reports;
        Task directory;
        lock (_lock)
        {
            var batch = redis.GetDatabase().CreateBatch();
            reports = [.. _streams.Select(s => (
                s.Key,
                s.Value.Count,
                batch.KeyExpireAsync(PresenceKeys.People(s.Key, Node), PresenceKeys.ReportLifetime),
                batch.SetLengthAsync(PresenceKeys.People(s.Key, Node))))];
            directory = SendDirectory(batch);
            batch.Execute();
        }

        await directory;
        foreach (var (streamId, count, stood, size) in reports)
        {
            if (!await stood || await size != count)
            {
                await RewriteAsync(streamId);
            }
        }
    }

    private Task SendDirectory(IBatch batch)
    {
        var held = PresenceKeys.Held(Node);
        return _streams.Count == 0 ? batch.KeyDeleteAsync(held) : Task.WhenAll(
            batch.KeyDeleteAsync(held),
            batch.SetAddAsync(held, [.. _streams.Keys.Select(id => (RedisValue)id)]),
            batch.KeyExpireAsync(held, PresenceKeys.ReportLifetime),
            batch.SortedSetAddAsync(PresenceKeys.Nodes, Node, Now()));
    }

    private Task RewriteAsync(string streamId)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(streamId, out var people))
            {
                return Task.CompletedTask;
            }

            var key = PresenceKeys.People(streamId, Node);
            var transaction = redis.GetDatabase().CreateTransaction();
            _ = transaction.KeyDeleteAsync(key);
            _ = transaction.SetAddAsync(key, [.. people.Keys.Select(id => (RedisValue)id)]);
            _ = transaction.KeyExpireAsync(key, PresenceKeys.ReportLifetime);
            return transaction.ExecuteAsync();
        }
    }

    private double Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task TolerateAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning(e, "Redis is away; presence is reported when it is back");
        }
    }
}
