using System.Net;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Transport.Ice;

/// <summary>
/// ICE-lite (RFC 8445 §2.5): we only answer checks; the browser decides. Keeps the credentials that are valid, the addresses that
/// proved to know them, and the one that was nominated last. Guarded by the room's gate.
/// </summary>
internal sealed class IceAgent
{
    private readonly PeerTransport _peer;
    private readonly PeerDirectory _directory;
    private readonly Queue<IceCredentials> _valid = new();
    private readonly Queue<PeerAddress> _addresses = new();
    private PeerAddress _selectedAddress;

    public IceAgent(PeerTransport peer, PeerDirectory directory)
    {
        _peer = peer;
        _directory = directory;
        Current = Restart();
    }

    /// <summary>The credentials that the next answer carries.</summary>
    public IceCredentials Current { get; private set; }

    /// <summary>Where we send to; null until the first authentic check.</summary>
    public SocketAddress? Selected { get; private set; }

    /// <summary>New credentials; those before stay valid for checks under way.</summary>
    public IceCredentials Restart()
    {
        if (_valid.Count == Limits.IceCredentialsPerPeer) _directory.Remove(_valid.Dequeue().UserName, _peer);
        Current = new IceCredentials();
        _valid.Enqueue(Current);
        _directory.Add(Current.UserName, _peer);
        return Current;
    }

    /// <summary>Answers a check, if it is authentic.</summary>
    public bool Answer(UdpEndpoint endpoint, ReadOnlySpan<byte> packet, in StunRequest request, ReadOnlySpan<char> userName, SocketAddress from)
    {
        if (Find(userName) is not { } credentials || !request.IsAuthentic(packet, credentials.PasswordBytes)) return false;
        var address = PeerAddress.From(from);
        Remember(address);
        if (Selected is null || (request.UseCandidate && address != _selectedAddress))
        {
            _selectedAddress = address;
            Selected = address.ToSocketAddress();
        }
        Span<byte> response = stackalloc byte[StunResponse.Length];
        StunResponse.Write(response, request.Transaction, address, credentials.PasswordBytes);
        endpoint.Send(response, from);
        return true;
    }

    /// <summary>Forgets everything; packets no longer find this peer.</summary>
    public void Close()
    {
        foreach (var credentials in _valid) _directory.Remove(credentials.UserName, _peer);
        foreach (var address in _addresses) _directory.Remove(address, _peer);
        _valid.Clear();
        _addresses.Clear();
        Selected = null;
    }

    private IceCredentials? Find(ReadOnlySpan<char> userName)
    {
        foreach (var credentials in _valid)
            if (userName.SequenceEqual(credentials.UserName)) return credentials;
        return null;
    }

    private void Remember(PeerAddress address)
    {
        if (_directory.ByAddress(address) == _peer) return;
        if (_addresses.Count == Limits.AddressesPerPeer) _directory.Remove(_addresses.Dequeue(), _peer);
        _addresses.Enqueue(address);
        _directory.Add(address, _peer);
    }
}
