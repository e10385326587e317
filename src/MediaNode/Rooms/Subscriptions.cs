using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Negotiation;
using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Rooms;

/// <summary>
/// What one participant receives. The server can't offer: it asks the client for an offer (with more sections if needed) and places
/// tracks into the answer. One request is outstanding at a time, repeated after three seconds. Guarded by the room's gate.
/// </summary>
public sealed class Subscriptions(Participant owner, MediaContext context, bool auto)
{
    private const long RetryMicros = 3_000_000;
    private readonly HashSet<string> _refused = [], _wanted = [], _undecodable = [];
    private readonly Dictionary<string, UpdateTrackSettings> _settings = [];
    private readonly List<(MediaSection Section, OutgoingStream Stream, PublishedTrack Track)> _placed = [];
    private readonly SectionDemand _audio = new(), _video = new();
    private bool _asked;
    private long _askedAt;

    /// <summary>A stream for a free section, if there is a track to put into it. Bound by <see cref="BindPlaced"/>.</summary>
    public OutgoingStream? PlaceInto(MediaSection section)
    {
        var track = Desired().FirstOrDefault(t => t.IsVideo == section.IsVideo && !IsReceived(t) && _placed.TrueForAll(p => p.Track != t));
        if (track is null) return null;
        var stream = owner.Peer.NewStream(section);
        _placed.Add((section, stream, track));
        return stream;
    }

    /// <summary>Starts forwarding what was placed, now that payload types are known.</summary>
    public void BindPlaced()
    {
        foreach (var (section, stream, track) in _placed)
        {
            if (!stream.Bind(track))
            {
                Log.CannotDecode(context.Log, owner.Room.Name, owner.Identity, track.Info.MimeType);
                _undecodable.Add(track.Sid);
                section.Subscription = null;
            }
            else if (!track.SubscriptionReported)
            {
                track.SubscriptionReported = true;
                track.Publisher.Send(new SignalResponse { TrackSubscribed = new TrackSubscribed { TrackSid = track.Sid } });
            }
        }
        _placed.Clear();
    }

    /// <summary>The client's offer was answered.</summary>
    public void OnAnswered()
    {
        _asked = false;
        _audio.Seen = owner.Peer.Sections.Count(s => s.Receivable && !s.IsVideo);
        _video.Seen = owner.Peer.Sections.Count(s => s.Receivable && s.IsVideo);
        foreach (var settings in _settings) Apply(settings.Key);
        Reconcile();
    }

    /// <summary>The client resumed: a request made before may be lost.</summary>
    public void OnResumed() => _asked = false;

    /// <summary>Brings what is received in line with what is wanted.</summary>
    public void Reconcile()
    {
        var peer = owner.Peer;
        if (peer.Transport.Closed) return;
        var desired = Desired().ToList();
        foreach (var section in peer.Sections)
            if (section.Subscription is { Source: { } source } stream && !desired.Contains(source)) stream.Bind(null);
        if (_asked || !owner.IsSignalling || peer.Transport.ExpectedFingerprint.Length == 0) return;

        var missing = desired.FindAll(t => !IsReceived(t));
        var ended = peer.Sections.Exists(s => s.Subscription is { Source: null });
        if (missing.Count == 0 && !ended) return;
        Ask(
            _audio.Request(missing.Count(t => !t.IsVideo), peer.Sections.Count(s => !s.IsVideo && s.IsFree)),
            _video.Request(missing.Count(t => t.IsVideo), peer.Sections.Count(s => s.IsVideo && s.IsFree)));
    }

    /// <summary>The client subscribes to tracks, or unsubscribes.</summary>
    public void Update(IEnumerable<string> trackSids, bool subscribe)
    {
        foreach (var sid in trackSids)
        {
            if (_refused.Count + _wanted.Count > Limits.ParticipantsPerRoom) break;
            (subscribe ? _wanted : _refused).Add(sid);
            (subscribe ? _refused : _wanted).Remove(sid);
        }
        Reconcile();
    }

    /// <summary>The client says in which size or quality it shows tracks.</summary>
    public void Update(UpdateTrackSettings settings)
    {
        foreach (var sid in settings.TrackSids)
        {
            if (_settings.Count >= Limits.ParticipantsPerRoom) break;
            _settings[sid] = settings;
            Apply(sid);
        }
    }

    /// <summary>A track is gone for good.</summary>
    public void Forget(string trackSid)
    {
        _refused.Remove(trackSid);
        _wanted.Remove(trackSid);
        _undecodable.Remove(trackSid);
        _settings.Remove(trackSid);
    }

    /// <summary>Asks again when a request got no offer.</summary>
    public void Tick(long now)
    {
        if (!_asked || now - _askedAt < RetryMicros) return;
        _asked = false;
        Reconcile();
    }

    private IEnumerable<PublishedTrack> Desired() => owner.CanSubscribe ? owner.Room.LiveTracks.Where(IsDesired) : [];

    private bool IsDesired(PublishedTrack track) =>
        track.Publisher != owner && !track.Publisher.IsHidden && !_undecodable.Contains(track.Sid)
        && (auto ? !_refused.Contains(track.Sid) : _wanted.Contains(track.Sid));

    private bool IsReceived(PublishedTrack track) => owner.Peer.Sections.Exists(s => s.Subscription?.Source == track);

    private void Ask(int audio, int video)
    {
        _asked = true;
        _askedAt = context.Clock.Now;
        owner.Send(new SignalResponse { MediaSectionsRequirement = new MediaSectionsRequirement { NumAudios = (uint)audio, NumVideos = (uint)video } });
    }

    private void Apply(string trackSid)
    {
        if (_settings.TryGetValue(trackSid, out var settings))
            owner.Peer.Sections.Find(s => s.Subscription?.Source?.Sid == trackSid)?.Subscription?.Apply(settings);
    }

    /// <summary>Sections of one kind: asked for, and seen in offers. What was asked for but not seen yet is on its way.</summary>
    private sealed class SectionDemand
    {
        private int _asked, _seen;

        public int Seen
        {
            set
            {
                _seen = value;
                _asked = Math.Max(_asked, value);
            }
        }

        public int Request(int missing, int free)
        {
            var more = Math.Max(0, missing - free - (_asked - _seen));
            _asked += more;
            return more;
        }
    }
}
