using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Negotiation;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Signalling;
using Streaming.MediaNode.Tokens;
using State = Streaming.MediaNode.Protocol.ParticipantInfo.Types.State;

namespace Streaming.MediaNode.Rooms;

/// <summary>
/// A member of a room: who it is, what it may do, what it sends and receives. Survives the loss of its signalling connection for
/// <see cref="Limits.ResumeWindow"/>. Guarded by its room's gate.
/// </summary>
public sealed class Participant
{
    private static readonly long RefreshMicros = MediaClock.Micros(TimeSpan.FromMinutes(5));
    private readonly MediaContext _context;
    private readonly AccessToken _token;
    private readonly JoinOptions _options;
    private readonly Dictionary<string, string> _attributes = [];
    private readonly int _phase = Random.Shared.Next(RoomTimer.TicksPerSecond);
    private readonly long _joinedAt, _joinedAtMilliseconds;
    private ISignalSink? _signal;
    private long _signalLostAt, _tokenSentAt;
    private uint _version;

    internal Participant(Room room, AccessToken token, JoinOptions options, MediaContext context)
    {
        (Room, _token, _options, _context) = (room, token, options, context);
        (_joinedAt, _joinedAtMilliseconds) = (context.Clock.Now, context.Clock.UnixMilliseconds);
        Name = token.Name;
        Metadata = token.Metadata;
        foreach (var (key, value) in token.Attributes ?? new Dictionary<string, string>()) _attributes[key] = value;
        Permission = Permissions.From(token.Video);
        Data = new ParticipantData(this);
        Publications = new Publications(this, context, options.WithoutSignalling);
        Subscriptions = new Subscriptions(this, context, options.AutoSubscribe);
        Peer = new PeerConnection(room.Gate, this, context);
    }

    /// <summary>The room.</summary>
    public Room Room { get; }

    /// <summary>The id of this stay in the room.</summary>
    public string Sid { get; } = Ids.Participant();

    /// <summary>Who it is; unique in the room.</summary>
    public string Identity => _token.Identity;

    /// <summary>Display name.</summary>
    public string Name { get; private set; }

    /// <summary>Free text.</summary>
    public string Metadata { get; private set; }

    /// <summary>What it may do now.</summary>
    public ParticipantPermission Permission { get; private set; }

    /// <summary>Joined, active once media flows, disconnected at the end.</summary>
    public State State { get; private set; } = State.Joined;

    /// <summary>Why it left.</summary>
    public DisconnectReason DisconnectReason { get; private set; }

    /// <summary>Others have been told of it.</summary>
    public bool IsAnnounced { get; internal set; }

    /// <summary>Others believe that it publishes.</summary>
    internal bool IsPublisherToOthers { get; set; }

    /// <summary>Others must not be told of it.</summary>
    public bool IsHidden => Permission.Hidden;

    /// <summary>May receive media.</summary>
    public bool CanSubscribe => Permission.CanSubscribe && State != State.Disconnected;

    /// <summary>Has a signalling connection.</summary>
    public bool IsSignalling => _signal is not null;

    /// <summary>What it sends.</summary>
    public Publications Publications { get; }

    /// <summary>What it receives.</summary>
    public Subscriptions Subscriptions { get; }

    /// <summary>Its data messages.</summary>
    public ParticipantData Data { get; }

    /// <summary>Its media connection.</summary>
    public PeerConnection Peer { get; }

    /// <summary>Sends a signalling message; lost when there is no connection.</summary>
    public void Send(SignalResponse message) => _signal?.Send(message);

    /// <inheritdoc cref="Send(SignalResponse)"/>
    public void Send(byte[] frame) => _signal?.Send(frame);

    /// <summary>Whether that connection is the present one; messages of earlier ones are ignored.</summary>
    public bool IsAttached(ISignalSink sink) => ReferenceEquals(_signal, sink);

    /// <summary>Takes a new signalling connection, ending the one before.</summary>
    public void Attach(ISignalSink sink)
    {
        _signal?.Complete();
        _signal = sink;
        _signalLostAt = 0;
    }

    /// <summary>The signalling connection ended; media goes on while the client may resume.</summary>
    public void Detach(ISignalSink sink)
    {
        if (!IsAttached(sink)) return;
        _signal = null;
        _signalLostAt = _context.Clock.Now;
        if (Peer.Transport.Closed) Room.Remove(this, DisconnectReason.ClientInitiated, tell: false);
    }

    /// <summary>What others and the API are told.</summary>
    public ParticipantInfo Info() => new()
    {
        Sid = Sid,
        Identity = Identity,
        State = State,
        Tracks = { Publications.Live.Select(t => t.Info) },
        Metadata = Metadata,
        JoinedAt = _joinedAtMilliseconds / 1000,
        JoinedAtMs = _joinedAtMilliseconds,
        Name = Name,
        Version = _version,
        Permission = Permission,
        IsPublisher = Publications.Any,
        Kind = _options.Kind,
        Attributes = { _attributes },
        DisconnectReason = DisconnectReason,
        ClientProtocol = _options.Client.ClientProtocol,
        Capabilities = { _options.Client.Capabilities },
    };

    /// <summary>Sends a token that lives longer and says what is true now.</summary>
    public void SendToken()
    {
        _tokenSentAt = _context.Clock.Now;
        Send(new SignalResponse { RefreshToken = _context.Signer.Refresh(_token, Name, Metadata, _attributes, Permissions.ToGrant(Permission, _token.Video)) });
    }

    /// <summary>Changes what others see; empty values leave as is, an empty attribute removes it. False if it would exceed the limits.</summary>
    public bool Describe(string name, string metadata, IEnumerable<KeyValuePair<string, string>> attributes)
    {
        var changed = new Dictionary<string, string>(_attributes);
        foreach (var (key, value) in attributes)
        {
            if (value.Length == 0) changed.Remove(key);
            else changed[key] = value;
        }
        var length = changed.Sum(a => a.Key.Length + a.Value.Length);
        if (name.Length > Limits.NameLength || metadata.Length > Limits.MetadataLength || length > Limits.MetadataLength) return false;
        if (name.Length > 0) Name = name;
        if (metadata.Length > 0) Metadata = metadata;
        _attributes.Clear();
        foreach (var (key, value) in changed) _attributes[key] = value;
        return true;
    }

    /// <summary>Changes what it may do; publications it may not have any more end.</summary>
    public void Permit(ParticipantPermission permission)
    {
        Permission = permission;
        Publications.DropForbidden();
        Subscriptions.Reconcile();
    }

    /// <summary>Something changed: the next version of its info is newer.</summary>
    internal void Touch() => _version++;

    internal void OnMediaConnected()
    {
        if (State != State.Joined) return;
        State = State.Active;
        Room.OnActive(this);
    }

    internal void OnMediaDisconnected(string reason)
    {
        Log.MediaEnded(_context.Log, Room.Name, Identity, reason);
        // Without signalling nobody could bring it back; with it, the client decides between resuming and joining anew.
        if (!IsSignalling) Room.Remove(this, DisconnectReason.ClientInitiated, tell: false);
        else Peer.Dispose();
    }

    /// <summary>Ends this stay. Called by the room only.</summary>
    internal void Leave(DisconnectReason reason, bool tell, LeaveRequest.Types.Action action)
    {
        State = State.Disconnected;
        DisconnectReason = reason;
        if (tell) Send(new SignalResponse { Leave = new LeaveRequest { Reason = reason, Action = action, CanReconnect = action != LeaveRequest.Types.Action.Disconnect } });
        _signal?.Complete();
        _signal = null;
        Peer.Dispose();
    }

    /// <summary>Periodic work; every 20 ms. May remove the participant from its room.</summary>
    internal void Tick(long now, int tick)
    {
        tick += _phase;
        // Only publishers need the fast pace: they are asked for lost packets.
        if (Publications.Any || tick % RoomTimer.TicksPer100Milliseconds == 0) Peer.Tick(now, tick);
        if (tick % RoomTimer.TicksPerSecond != 0) return;
        Subscriptions.Tick(now);
        if (IsSignalling && now - _tokenSentAt > RefreshMicros) SendToken();
        if (OverdueReason(now) is { } reason) Room.Remove(this, reason, tell: true);
    }

    private DisconnectReason? OverdueReason(long now)
    {
        var window = MediaClock.Micros(Limits.ResumeWindow);
        if (State == State.Joined && now - _joinedAt > MediaClock.Micros(Limits.HandshakeTimeout)) return DisconnectReason.JoinFailure;
        if (_options.WithoutSignalling) return now - Peer.Transport.LastHeard > window ? DisconnectReason.ConnectionTimeout : null;
        return _signalLostAt != 0 && now - _signalLostAt > window ? DisconnectReason.ConnectionTimeout : null;
    }
}
