using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Rtp;
using Streaming.MediaNode.Sdp;

namespace Streaming.MediaNode.Negotiation;

/// <summary>An SDP answer, and which track each section carries.</summary>
public sealed record NegotiatedAnswer(string Sdp, IReadOnlyDictionary<string, string> MidToTrack);

/// <summary>
/// Answers a peer's offers: places what it wants to receive, accepts what it announced to send. One answerer serves publishers,
/// viewers and WHIP, since this node never offers. Guarded by the room's gate.
/// </summary>
public sealed class Negotiator(PeerConnection peer, Participant owner, MediaContext context)
{
    private readonly AnswerWriter _writer = new(peer, context);
    private string _iceUserName = "";

    /// <summary>The answer to an offer.</summary>
    /// <exception cref="SdpException">The offer can't be answered; nothing changed.</exception>
    public NegotiatedAnswer Answer(string sdp)
    {
        var offer = SdpOffer.Parse(sdp);
        AcceptTransport(offer);
        foreach (var media in offer.Media)
            foreach (var extension in media.Extensions) peer.Extensions.Add(extension.Id, extension.Uri);

        var pairs = offer.Media.Where(m => m.Kind is "audio" or "video").Select(m => (Offer: m, Section: SectionFor(m))).ToList();
        foreach (var (media, section) in pairs) Update(section, media);
        foreach (var (media, section) in pairs) Place(section, media);
        owner.Subscriptions.BindPlaced();
        foreach (var (media, section) in pairs.Where(p => p.Offer.Sends)) Accept(section, media);
        return _writer.Write(offer, [.. offer.Media.Select(m => Plan(m, pairs.Find(p => p.Offer == m).Section))]);
    }

    private void AcceptTransport(SdpOffer offer)
    {
        if (peer.Transport.ExpectedFingerprint is { Length: > 0 } before && before != offer.Fingerprint) throw new SdpException("the fingerprint changed within the session");
        var known = offer.Media.Count(m => peer.Sections.Any(s => s.Mid == m.Mid));
        if (peer.Sections.Count + offer.Media.Count - known > Limits.SdpSections) throw new SdpException("the session has too many media sections");
        peer.Transport.ExpectedFingerprint = offer.Fingerprint;
        if (_iceUserName.Length > 0 && _iceUserName != offer.IceUserName) peer.Transport.RestartIce();
        _iceUserName = offer.IceUserName;
    }

    private MediaSection SectionFor(SdpMedia media)
    {
        if (peer.Sections.Find(s => s.Mid == media.Mid) is { } known) return known;
        var section = new MediaSection(media.Mid, media.Kind == "video");
        peer.Sections.Add(section);
        return section;
    }

    /// <summary>Takes over what the peer changed.</summary>
    private void Update(MediaSection section, SdpMedia media)
    {
        section.Receivable = media.ReceivesOnly;
        section.Ended = false;
        if (section.Publication is { } track && !media.Sends) owner.Publications.Unpublish(track);
        if (section.Subscription is not { } subscription) return;
        if (subscription.Source is null)
        {
            section.Ended = true;
        }
        else if (section.Receivable)
        {
            return;
        }
        peer.Release(section);
    }

    /// <summary>Gives a free section to a track that the peer should receive.</summary>
    private void Place(MediaSection section, SdpMedia media)
    {
        if (!section.Receivable || section.Ended) return;
        section.Subscription ??= owner.Subscriptions.PlaceInto(section);
        foreach (var codec in media.Codecs.Where(c => c.Usable)) section.Subscription?.AddPayloadType(codec.Codec, codec.PayloadType);
    }

    /// <summary>Accepts the track that the peer announced for a section it sends in.</summary>
    private void Accept(MediaSection section, SdpMedia media)
    {
        section.Publication ??= owner.Publications.Match(media);
        if (section.Publication is not { } track || track.Mid is not null) return;
        var usable = media.Codecs.Where(c => c.Usable).ToList();
        var announced = MediaCodecNames.Parse(track.Info.MimeType.Split('/')[^1]);
        if ((usable.Find(c => c.Codec == announced) ?? usable.FirstOrDefault()) is not { } codec)
        {
            section.Publication = null;
            return;
        }
        (track.Mid, track.Codec, track.PayloadType, track.RepairType) = (media.Mid, codec.Codec, codec.PayloadType, codec.RepairType);
        AddStreams(track, media);
        owner.Publications.Accepted(track);
    }

    private void AddStreams(PublishedTrack track, SdpMedia media)
    {
        if (media.Rids.Count == 0)
        {
            var stream = Add(track, 0, "");
            if (media.RetransmissionGroup is { } group) peer.Incoming.Announce(stream, group.Media, group.Repair);
            else if (media.Ssrcs.Count > 0) peer.Incoming.Announce(stream, media.Ssrcs[0], repairSsrc: 0);
            return;
        }
        for (var i = 0; i < Math.Min(media.Rids.Count, AnswerWriter.MaxLayers); i++) Add(track, i, media.Rids[i]);
    }

    private IncomingStream Add(PublishedTrack track, int index, string rid)
    {
        var stream = new IncomingStream(track, index, rid, peer.Transport, context.Metrics);
        track.Streams.Add(stream);
        return stream;
    }

    private SectionAnswer Plan(SdpMedia media, MediaSection? section)
    {
        if (section is null) return new SectionAnswer(media, null, [], MediaDirection.SendReceive);
        var publication = media.Sends ? section.Publication : null;
        var codecs = media.Codecs.Where(c => c.Usable).DistinctBy(c => c.Codec).ToList();
        // The codec in use comes first; a publisher gets that one only, since forwarding can't convert.
        var inUse = publication?.Codec ?? section.Subscription?.Source?.Codec;
        codecs = publication is not null ? codecs.FindAll(c => c.Codec == inUse) : [.. codecs.OrderBy(c => c.Codec == inUse ? -1 : (int)c.Codec)];
        var direction = publication is not null ? MediaDirection.Receive
            : section.Receivable && !section.Ended && owner.CanSubscribe ? MediaDirection.Send
            : MediaDirection.Inactive;
        return new SectionAnswer(media, section, codecs, direction);
    }
}
