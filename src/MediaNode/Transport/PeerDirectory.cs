using System.Collections.Concurrent;

namespace Streaming.MediaNode.Transport;

/// <summary>
/// Finds the peer a packet belongs to: by ICE user name before its address is known, by address afterwards. Entries are added and
/// removed by the peer itself under its room's gate; lookups come from the receive thread and take no lock.
/// </summary>
public sealed class PeerDirectory
{
    private readonly ConcurrentDictionary<string, PeerTransport> _byUserName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PeerTransport>.AlternateLookup<ReadOnlySpan<char>> _byUserNameSpan;
    private readonly ConcurrentDictionary<PeerAddress, PeerTransport> _byAddress = new();
    private int _pending;

    /// <summary>An empty directory.</summary>
    public PeerDirectory() => _byUserNameSpan = _byUserName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Peers that have not finished their handshake.</summary>
    public int PendingHandshakes => Volatile.Read(ref _pending);

    internal void HandshakeStarted() => Interlocked.Increment(ref _pending);
    internal void HandshakeEnded() => Interlocked.Decrement(ref _pending);

    internal PeerTransport? ByUserName(ReadOnlySpan<char> name) => _byUserNameSpan.TryGetValue(name, out var peer) ? peer : null;
    internal PeerTransport? ByAddress(PeerAddress address) => _byAddress.TryGetValue(address, out var peer) ? peer : null;

    internal void Add(string userName, PeerTransport peer) => _byUserName[userName] = peer;
    internal void Add(PeerAddress address, PeerTransport peer) => _byAddress[address] = peer;
    internal void Remove(string userName, PeerTransport peer) => _byUserName.TryRemove(KeyValuePair.Create(userName, peer));
    internal void Remove(PeerAddress address, PeerTransport peer) => _byAddress.TryRemove(KeyValuePair.Create(address, peer));
}
