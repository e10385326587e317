using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rtp;
using Streaming.MediaNode.Sdp;

namespace Streaming.MediaNode.Rooms;

/// <summary>The tracks of one participant: announced, then negotiated and live, then unpublished. Guarded by the room's gate.</summary>
public sealed class Publications(Participant owner, MediaContext context, bool acceptUnannounced)
{
    private readonly List<PublishedTrack> _tracks = [];

    /// <summary>Negotiated tracks.</summary>
    public IEnumerable<PublishedTrack> Live => _tracks.Where(t => t.IsLive);

    /// <summary>There are live tracks.</summary>
    public bool Any
    {
        get
        {
            foreach (var track in _tracks)
                if (track.IsLive) return true;
            return false;
        }
    }

    /// <summary>The live or announced track with that id.</summary>
    public PublishedTrack? Find(string sid) => _tracks.Find(t => t.Sid == sid);

    /// <summary>A client announces a track that its next offer will contain.</summary>
    public void Announce(AddTrackRequest request)
    {
        if (Refusal(request) is { } refusal)
        {
            refusal.AddTrack = request;
            owner.Send(new SignalResponse { RequestResponse = refusal });
            return;
        }
        var track = _tracks.Find(t => t.ClientId == request.Cid) ?? Add(TrackDescriptions.From(request), request.Cid);
        owner.Send(new SignalResponse { TrackPublished = new TrackPublishedResponse { Cid = request.Cid, Track = track.Info } });
    }

    /// <summary>The announced track that an offered section carries: by the browser's id, else (Firefox) the only one waiting of its kind.</summary>
    public PublishedTrack? Match(SdpMedia media)
    {
        var isVideo = media.Kind == "video";
        var waiting = _tracks.FindAll(t => t.Mid is null && t.IsVideo == isVideo);
        var track = waiting.Find(t => t.ClientId == media.TrackId) ?? (waiting.Count == 1 ? waiting[0] : null);
        if (track is not null || !acceptUnannounced || _tracks.Count >= Limits.TracksPerParticipant) return track;
        var info = TrackDescriptions.From(media);
        return owner.Permission.Allows(info.Source) ? Add(info, media.TrackId ?? media.Mid) : null;
    }

    /// <summary>A track's section was negotiated: it is live.</summary>
    public void Accepted(PublishedTrack track)
    {
        track.IsLive = true;
        track.Info.Mid = track.Mid;
        track.Info.MimeType = track.Codec.MimeType();
        track.Info.Simulcast = track.Streams.Count > 1;
        track.Info.Version = new TimedVersion { UnixMicro = context.Clock.UnixMilliseconds * 1000 };
        foreach (var codec in track.Info.Codecs) (codec.MimeType, codec.Mid) = (track.Info.MimeType, track.Info.Mid);
        owner.Room.OnPublished(track);
    }

    /// <summary>A track ends.</summary>
    public void Unpublish(PublishedTrack track)
    {
        if (!_tracks.Remove(track)) return;
        owner.Peer.Remove(track);
        if (!track.IsLive) return;
        track.IsLive = false;
        owner.Room.OnUnpublished(track);
    }

    /// <summary>All tracks end.</summary>
    public void UnpublishAll()
    {
        while (_tracks.Count > 0) Unpublish(_tracks[^1]);
    }

    /// <summary>Tracks end that the permissions no longer allow.</summary>
    public void DropForbidden()
    {
        foreach (var track in _tracks.FindAll(t => !owner.Permission.Allows(t.Info.Source)))
        {
            owner.Send(new SignalResponse { TrackUnpublished = new TrackUnpublishedResponse { TrackSid = track.Sid } });
            Unpublish(track);
        }
    }

    /// <summary>The publisher muted or unmuted; unmuting also lifts a moderator's mute, as in LiveKit.</summary>
    public void SetMuted(string sid, bool muted)
    {
        if (Find(sid) is not { } track || (track.Info.Muted == muted && !track.IsSilenced)) return;
        track.Info.Muted = muted;
        if (!muted) track.IsSilenced = false;
        owner.Room.OnChanged(owner);
    }

    /// <summary>A moderator mutes: nothing passes, and the publisher's client is told to mute.</summary>
    public void Silence(PublishedTrack track)
    {
        track.IsSilenced = true;
        track.Info.Muted = true;
        owner.Send(new SignalResponse { Mute = new MuteTrackRequest { Sid = track.Sid, Muted = true } });
        owner.Room.OnChanged(owner);
    }

    /// <summary>Speakers who started or stopped since the last call.</summary>
    public void CollectSpeakers(List<SpeakerInfo> changes, long now)
    {
        foreach (var track in _tracks)
            if (!track.IsVideo && track.Speech.Update(now)) changes.Add(new SpeakerInfo { Sid = owner.Sid, Active = track.Speech.Speaking, Level = track.Speech.Level });
    }

    private RequestResponse? Refusal(AddTrackRequest request)
    {
        if (!owner.Permission.Allows(request.Source)) return new RequestResponse { Reason = RequestResponse.Types.Reason.NotAllowed, Message = "does not have permission to publish" };
        if (request.Type is not (TrackType.Audio or TrackType.Video)) return new RequestResponse { Reason = RequestResponse.Types.Reason.UnsupportedType, Message = "only audio and video can be published" };
        if (_tracks.Count >= Limits.TracksPerParticipant) return new RequestResponse { Reason = RequestResponse.Types.Reason.LimitExceeded, Message = "too many tracks" };
        return request.Name.Length > Limits.NameLength || request.Cid.Length > Limits.NameLength
            ? new RequestResponse { Reason = RequestResponse.Types.Reason.LimitExceeded, Message = "track name exceeds limits" }
            : null;
    }

    private PublishedTrack Add(TrackInfo info, string clientId)
    {
        var track = new PublishedTrack(owner, info, clientId);
        _tracks.Add(track);
        return track;
    }
}
