using Dapper;
using Npgsql;
using StackExchange.Redis;

namespace Streaming.ChatService;

/// <summary>
/// The leader's work: who is present now (reported by nodes, or by heartbeat; the creator not counted), compared with who was announced.
/// Right after it became the leader, and after Redis forgot everything, nobody is taken away for <see cref="Grace"/>, until nodes
/// have reported again and people have reconnected.
/// </summary>
internal sealed class PresenceCounting(
    ConnectedPeople connected, HeartbeatsStore heartbeats, PresenceLedger ledger, PresenceBroadcast broadcast, IConnectionMultiplexer redis, TimeProvider time)
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Unchanged counts are told again this often, to whoever missed them.</summary>
    public static readonly TimeSpan RetellInterval = TimeSpan.FromSeconds(5);
    private Dictionary<string, HashSet<string>> _announced = new(StringComparer.Ordinal);
    private DateTimeOffset _graceEnd;
    private DateTimeOffset _toldAt;

    public async Task BeginAsync(CancellationToken cancellation)
    {
        _announced = await ledger.LoadAsync(cancellation);
        _graceEnd = time.GetUtcNow() + Grace;
    }

    public async Task CountAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var beating = await heartbeats.SweepAsync(connection, cancellation);
        await NoticeLossAsync();
        var nodes = await connected.NodesAsync();
        HashSet<string> active = [.. await connected.StreamsAsync(nodes), .. beating.Select(h => h.Key), .. _announced.Keys];
        if (active.Count == 0)
        {
            return;
        }

        var streams = (await connection.QueryAsync<Active>(new CommandDefinition(
            "select id, creator_id, status from streams where id = any(@active)", new { active = active.ToArray() }, cancellationToken: cancellation)))
            .ToLookup(s => StreamStatus.IsOver(s.Status));
        foreach (var over in streams[true])
        {
            await CloseAsync(over.Id, beating.Contains(over.Id), cancellation);
        }

        var open = streams[false].ToList();
        var present = await Task.WhenAll(open.Select(s => connected.OfAsync(s.Id, nodes)));
        foreach (var (stream, people) in open.Zip(present))
        {
            people.UnionWith(beating[stream.Id]);
            people.Remove(stream.CreatorId);
            await CompareAsync(stream.Id, people, cancellation);
        }

        await RetellAsync(open);
    }

    private async Task RetellAsync(List<Active> open)
    {
        var counts = open.Select(s => (s.Id, _announced.GetValueOrDefault(s.Id)?.Count ?? 0)).ToList();
        await broadcast.RefreshAsync(counts);
        if (time.GetUtcNow() - _toldAt >= RetellInterval)
        {
            _toldAt = time.GetUtcNow();
            await broadcast.RetellAsync(counts);
            await connected.ForgetOldNodesAsync();
        }
    }

    private async Task NoticeLossAsync()
    {
        var database = redis.GetDatabase();
        if (await database.StringSetAsync(PresenceKeys.Epoch, time.GetUtcNow().ToUnixTimeMilliseconds(), expiry: null, When.NotExists))
        {
            _graceEnd = time.GetUtcNow() + Grace;
        }
    }

    private async Task CompareAsync(string streamId, HashSet<string> present, CancellationToken cancellation)
    {
        if (!_announced.TryGetValue(streamId, out var announced))
        {
            announced = new(StringComparer.Ordinal);
        }

        List<string> joined = [.. present.Except(announced)];
        List<string> left = time.GetUtcNow() < _graceEnd ? [] : [.. announced.Except(present)];
        if (joined.Count + left.Count == 0)
        {
            return;
        }

        HashSet<string> after = [.. announced.Except(left), .. joined];
        await ledger.RecordAsync(streamId, joined, left, after.Count, cancellation);
        _announced[streamId] = after;
        await broadcast.AnnounceAsync(streamId, joined, left, after.Count, cancellation);
        if (after.Count == 0)
        {
            _announced.Remove(streamId);
        }
    }

    private async Task CloseAsync(string streamId, bool hasHeartbeats, CancellationToken cancellation)
    {
        if (_announced.ContainsKey(streamId) || hasHeartbeats)
        {
            await ledger.CloseAsync(streamId, cancellation);
            _announced.Remove(streamId);
            await broadcast.AnnounceAsync(streamId, [], [], count: 0, cancellation);
        }
    }

    private sealed record Active(string Id, string CreatorId, string Status);
}
