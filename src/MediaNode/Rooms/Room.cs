using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Signalling;
using Streaming.MediaNode.Tokens;
using Action = Streaming.MediaNode.Protocol.LeaveRequest.Types.Action;
using State = Streaming.MediaNode.Protocol.ParticipantInfo.Types.State;

namespace Streaming.MediaNode.Rooms;

/// <summary>
/// A room: the people in it, the tracks they send, and everything below (participants, publications, subscriptions, peer connections,
/// transports). <see cref="Gate"/> guards all of it. Who holds it: the UDP receive thread for one packet, the timer for one tick, a
/// signalling or API request for one message. Rooms share no lock with each other; nobody waits or blocks while holding a gate, and
/// nobody takes two. A closed room stays closed: its successor of the same name is another object.
/// </summary>
public sealed class Room
{
    private readonly MediaContext _context;
    private readonly Action<Room> _onClosed;
    private readonly List<Participant> _participants = [];
    private readonly List<PublishedTrack> _liveTracks = [];
    private readonly RoomUpdates _updates;
    private readonly long _createdAtMilliseconds;
    private long _emptySince;
    private bool _wasJoined;

    internal Room(string name, CreateRoomRequest? settings, MediaContext context, Action<Room> onClosed)
    {
        (Name, _context, _onClosed) = (name, context, onClosed);
        EmptyTimeout = settings is { EmptyTimeout: > 0 } ? TimeSpan.FromSeconds(settings.EmptyTimeout) : context.Settings.EmptyTimeout;
        DepartureTimeout = settings is { DepartureTimeout: > 0 } ? TimeSpan.FromSeconds(settings.DepartureTimeout) : context.Settings.DepartureTimeout;
        MaxParticipants = settings?.MaxParticipants ?? 0;
        Metadata = settings?.Metadata ?? "";
        _createdAtMilliseconds = context.Clock.UnixMilliseconds;
        _emptySince = context.Clock.Now;
        _updates = new RoomUpdates(this);
    }

    /// <summary>Guards this room and all that is in it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The name that tokens carry.</summary>
    public string Name { get; }

    /// <summary>The id of this room, as opposed to an earlier or later one of the same name.</summary>
    public string Sid { get; } = Ids.Room();

    /// <summary>Closes after this long if nobody ever joins.</summary>
    public TimeSpan EmptyTimeout { get; }

    /// <summary>Closes this long after the last one left.</summary>
    public TimeSpan DepartureTimeout { get; }

    /// <summary>People allowed at a time; 0 means no limit of its own.</summary>
    public uint MaxParticipants { get; }

    /// <summary>Free text.</summary>
    public string Metadata { get; private set; }

    /// <summary>Over and done; a new one must be opened.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Who is in it, hidden ones included.</summary>
    public IReadOnlyList<Participant> Participants => _participants;

    /// <summary>All tracks that can be subscribed to.</summary>
    public IReadOnlyList<PublishedTrack> LiveTracks => _liveTracks;

    /// <summary>There is no place left.</summary>
    public bool IsFull => _participants.Count >= Limits.ParticipantsPerRoom || (MaxParticipants > 0 && _participants.Count >= MaxParticipants);

    /// <summary>The participant with that identity.</summary>
    public Participant? Find(string identity) => _participants.Find(p => p.Identity == identity);

    /// <summary>Lets someone in; whoever has the same identity goes.</summary>
    public Participant Admit(AccessToken token, JoinOptions options)
    {
        if (Find(token.Identity) is { } former) Remove(former, DisconnectReason.DuplicateIdentity, tell: true);
        var participant = new Participant(this, token, options, _context);
        _participants.Add(participant);
        _wasJoined = true;
        _context.Metrics.Participants.Add(1);
        return participant;
    }

    /// <summary>Ends someone's stay; <paramref name="tell"/> sends the reason first.</summary>
    public void Remove(Participant participant, DisconnectReason reason, bool tell, Action action = Action.Disconnect)
    {
        if (!_participants.Contains(participant)) return;
        participant.Publications.UnpublishAll();
        var wasActive = participant.State == State.Active;
        participant.Leave(reason, tell, action);
        _participants.Remove(participant);
        _context.Metrics.Participants.Add(-1);
        if (_participants.Count == 0) _emptySince = _context.Clock.Now;
        if (participant.IsAnnounced) OnChanged(participant);
        _updates.RoomChanged();
        Log.Left(_context.Log, Name, participant.Identity, reason);
        _context.Webhooks.Enqueue(this, wasActive ? "participant_left" : "participant_connection_aborted", participant);
    }

    /// <summary>Ends the room and everyone's stay.</summary>
    public void Close(DisconnectReason reason, Action action = Action.Disconnect)
    {
        if (IsClosed) return;
        IsClosed = true;
        try
        {
            while (_participants.Count > 0) Remove(_participants[^1], reason, tell: true, action);
            _context.Webhooks.Enqueue(this, "room_finished");
            Log.Closed(_context.Log, Name, Sid);
        }
        finally
        {
            // Last, so that a successor's webhooks come after ours; and always, or the name would stay taken by a closed room.
            _onClosed(this);
        }
    }

    /// <summary>Changes the free text.</summary>
    public void Describe(string metadata)
    {
        Metadata = metadata;
        Broadcast(new SignalResponse { RoomUpdate = new RoomUpdate { Room = Info() } });
    }

    /// <summary>Sends everyone one message, encoded once.</summary>
    public void Broadcast(SignalResponse message)
    {
        var frame = Google.Protobuf.MessageExtensions.ToByteArray(message);
        foreach (var participant in _participants) participant.Send(frame);
    }

    /// <summary>Sends a data message to those named, or to everyone when nobody is.</summary>
    public void SendData(string label, byte[] packet, HashSet<string> identities, HashSet<string> sids, Participant? except)
    {
        var toAll = identities.Count == 0 && sids.Count == 0;
        foreach (var participant in _participants)
            if (participant != except && (toAll || identities.Contains(participant.Identity) || sids.Contains(participant.Sid))) participant.Peer.Data.Send(label, packet);
    }

    /// <summary>What clients and the API are told.</summary>
    public Protocol.Room Info() => new()
    {
        Sid = Sid,
        Name = Name,
        EmptyTimeout = (uint)EmptyTimeout.TotalSeconds,
        DepartureTimeout = (uint)DepartureTimeout.TotalSeconds,
        MaxParticipants = MaxParticipants,
        CreationTime = _createdAtMilliseconds / 1000,
        CreationTimeMs = _createdAtMilliseconds,
        EnabledCodecs = { ServerDescription.Codecs() },
        Metadata = Metadata,
        NumParticipants = (uint)_participants.Count(p => !p.IsHidden),
        NumPublishers = (uint)_participants.Count(p => p.Publications.Any),
    };

    internal void Opened()
    {
        Log.Opened(_context.Log, Name, Sid);
        _context.Webhooks.Enqueue(this, "room_started");
    }

    internal void OnActive(Participant participant)
    {
        Log.Active(_context.Log, Name, participant.Identity, participant.Peer.Transport.Protection);
        _updates.RoomChanged();
        OnChanged(participant);
        _context.Webhooks.Enqueue(this, "participant_joined", participant);
    }

    internal void OnPublished(PublishedTrack track)
    {
        _liveTracks.Add(track);
        Log.Published(_context.Log, Name, track.Publisher.Identity, track.Sid, track.Info.MimeType);
        _updates.RoomChanged();
        OnChanged(track.Publisher);
        _context.Webhooks.Enqueue(this, "track_published", track);
        foreach (var participant in _participants)
            if (participant != track.Publisher) participant.Subscriptions.Reconcile();
    }

    internal void OnUnpublished(PublishedTrack track)
    {
        _liveTracks.Remove(track);
        _updates.RoomChanged();
        OnChanged(track.Publisher);
        _context.Webhooks.Enqueue(this, "track_unpublished", track);
        foreach (var participant in _participants)
        {
            participant.Subscriptions.Forget(track.Sid);
            if (participant != track.Publisher) participant.Subscriptions.Reconcile();
        }
    }

    /// <summary>Something about a participant changed that everyone should know.</summary>
    internal void OnChanged(Participant participant)
    {
        participant.Touch();
        _updates.Add(participant);
    }

    /// <summary>Periodic work; every 20 ms.</summary>
    internal void Tick(long now, int tick)
    {
        for (var i = _participants.Count - 1; i >= 0; i--)
            if (i < _participants.Count) _participants[i].Tick(now, tick);
        _updates.Tick(now, tick);
        if (_participants.Count == 0 && now - _emptySince > MediaClock.Micros(_wasJoined ? DepartureTimeout : EmptyTimeout)) Close(DisconnectReason.RoomClosed);
    }
}
