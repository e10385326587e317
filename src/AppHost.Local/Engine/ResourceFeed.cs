using System.Runtime.CompilerServices;

namespace Streaming.AppHost.Local.Engine;

/// <summary>
/// The present state of every resource, and news of changes. A slow reader misses intermediate states, never the last one, so
/// nothing queues up for it.
/// </summary>
internal sealed class ResourceFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (ResourceSnapshot Snapshot, long Version)> _resources = new(StringComparer.Ordinal);
    private readonly Pulse _changed = new();
    private long _version;

    public void Publish(ResourceSnapshot snapshot)
    {
        lock (_gate)
        {
            _resources[snapshot.Identity.Name] = (snapshot, ++_version);
        }

        _changed.Beat();
    }

    /// <summary>First every resource, then those that changed, for as long as the reader likes.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ResourceSnapshot>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = -1L;
        while (true)
        {
            var changed = _changed.Next;
            var (news, version) = After(seen);
            if (news.Count > 0 || seen < 0)
            {
                yield return news;
            }

            seen = version;
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends when the condition holds for the present state.</summary>
    public async Task WaitAsync(Func<IReadOnlyList<ResourceSnapshot>, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _changed.Next;
            if (condition(After(-1).News))
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private (IReadOnlyList<ResourceSnapshot> News, long Version) After(long version)
    {
        lock (_gate)
        {
            return ([.. _resources.Values.Where(held => held.Version > version).OrderBy(held => held.Version).Select(held => held.Snapshot)], _version);
        }
    }
}
