using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Rtp;
using Streaming.MediaNode.Sdp;

namespace Streaming.MediaNode.Negotiation;

/// <summary>How one section is to be answered.</summary>
internal sealed record SectionAnswer(SdpMedia Offer, MediaSection? Section, IReadOnlyList<SdpCodec> Codecs, MediaDirection Direction)
{
    public PublishedTrack? Publication => Offer.Sends ? Section?.Publication : null;
    public bool IsData => Offer.Kind == "application";
    public bool IsRejected => Offer.Rejected || (!IsData && Codecs.Count == 0);
}

/// <summary>Writes answers as browsers expect them from LiveKit: ICE-lite, one bundle, DTLS passive, the one UDP candidate in the first section.</summary>
internal sealed class AnswerWriter(PeerConnection peer, MediaContext context)
{
    public const int MaxLayers = 3;
    private readonly long _session = RandomNumberGenerator.GetInt32(int.MaxValue) + 1L;
    private int _version;

    public NegotiatedAnswer Write(SdpOffer offer, IReadOnlyList<SectionAnswer> sections)
    {
        var text = new Lines();
        var tracks = new Dictionary<string, string>();
        text.Add($"v=0");
        text.Add($"o=- {_session} {++_version} IN IP4 {context.Settings.AdvertiseAddress}");
        text.Add($"s=-");
        text.Add($"t=0 0");
        text.Add($"a=ice-lite");
        text.Add($"a=msid-semantic:WMS *");
        text.Add($"a=fingerprint:sha-256 {context.Identity.Fingerprint}");
        text.Add($"a=extmap-allow-mixed");
        text.Add($"a=group:BUNDLE {string.Join(' ', sections.Where(s => !s.IsRejected).Select(s => s.Offer.Mid))}");
        var first = true;
        foreach (var section in sections)
        {
            if (section.IsRejected)
            {
                Reject(text, section.Offer);
                continue;
            }
            if (section.IsData) Data(text, section, first);
            else Media(text, section, first, tracks);
            first = false;
        }
        return new NegotiatedAnswer(text.ToString(), tracks);
    }

    private static void Reject(Lines text, SdpMedia offer)
    {
        text.Add($"m={offer.Kind} 0 {offer.Protocol} {string.Join(' ', offer.Formats)}");
        text.Add($"c=IN IP4 0.0.0.0");
        text.Add($"a=mid:{offer.Mid}");
        text.Add($"a=inactive");
    }

    private void Data(Lines text, SectionAnswer section, bool first)
    {
        text.Add($"m=application 9 UDP/DTLS/SCTP webrtc-datachannel");
        text.Add($"c=IN IP4 0.0.0.0");
        Transport(text, section.Offer.Mid, first);
        text.Add($"a=sendrecv");
        text.Add($"a=sctp-port:5000");
        text.Add($"a=max-message-size:{Hosting.Limits.DataMessageBytes - 1}");
    }

    private void Media(Lines text, SectionAnswer section, bool first, Dictionary<string, string> tracks)
    {
        var publishing = section.Publication is not null;
        var payloadTypes = section.Codecs.SelectMany(c => publishing && c.RepairType > 0 ? new[] { c.PayloadType, c.RepairType } : [c.PayloadType]);
        text.Add($"m={section.Offer.Kind} 9 UDP/TLS/RTP/SAVPF {string.Join(' ', payloadTypes)}");
        text.Add($"c=IN IP4 0.0.0.0");
        Transport(text, section.Offer.Mid, first);
        text.Add($"a=rtcp-mux");
        text.Add($"a=rtcp-rsize");
        foreach (var codec in section.Codecs) Codec(text, section, codec);
        foreach (var extension in section.Offer.Extensions) Extension(text, section, extension);
        if (section.Direction == MediaDirection.Send) Stream(text, section, tracks);
        if (publishing) Layers(text, section.Offer);
        text.Add($"a={Direction(section.Direction)}");
    }

    private void Transport(Lines text, string mid, bool first)
    {
        text.Add($"a=mid:{mid}");
        text.Add($"a=setup:passive");
        text.Add($"a=ice-ufrag:{peer.Transport.Credentials.UserName}");
        text.Add($"a=ice-pwd:{peer.Transport.Credentials.Password}");
        if (!first) return;
        text.Add($"a=candidate:1 1 udp 2130706431 {context.Settings.AdvertiseAddress} {context.Endpoint.Port} typ host");
        text.Add($"a=end-of-candidates");
    }

    private static void Codec(Lines text, SectionAnswer section, SdpCodec codec)
    {
        var type = codec.PayloadType;
        text.Add($"a=rtpmap:{type} {codec.Codec.RtpMap()}");
        if (codec.Codec == MediaCodec.Opus) text.Add($"a=fmtp:{type} {OpusParameters(section)}");
        else if (codec.Parameters is { } parameters) text.Add($"a=fmtp:{type} {parameters}");
        if (section.Offer.Kind == "video")
        {
            text.Add($"a=rtcp-fb:{type} ccm fir");
            text.Add($"a=rtcp-fb:{type} nack");
            text.Add($"a=rtcp-fb:{type} nack pli");
            if (section.Publication is null) text.Add($"a=rtcp-fb:{type} goog-remb");
        }
        if (section.Publication is null) return;
        text.Add($"a=rtcp-fb:{type} transport-cc");
        if (codec.RepairType == 0) return;
        text.Add($"a=rtpmap:{codec.RepairType} rtx/90000");
        text.Add($"a=fmtp:{codec.RepairType} apt={type}");
    }

    private static string OpusParameters(SectionAnswer section)
    {
        var track = section.Publication ?? section.Section?.Subscription?.Source;
        return "minptime=10;useinbandfec=1"
            + (section.Publication is { Info.DisableDtx: false } ? ";usedtx=1" : "")
            + (track is { Info.Stereo: true } ? ";stereo=1" : "");
    }

    /// <summary>
    /// Accepts in every section what a later publication will need: Chrome drops an extension for good that the first answers lack,
    /// and a simulcast offer without layer names fails.
    /// </summary>
    private static void Extension(Lines text, SectionAnswer section, SdpExtension extension)
    {
        var kind = HeaderExtensionMap.Find(extension.Uri);
        if (kind == HeaderExtension.None || (kind == HeaderExtension.AbsoluteSendTime && section.Offer.Kind != "video")) return;
        text.Add($"a=extmap:{extension.Answer}");
    }

    /// <summary>One stream per participant lets the browser keep lips and voice together; clients find the participant by the part before the bar.</summary>
    private static void Stream(Lines text, SectionAnswer section, Dictionary<string, string> tracks)
    {
        if (section.Section?.Subscription is not { Source: { } source } subscription) return;
        var stream = $"{source.Publisher.Sid}|{source.Info.Stream}";
        text.Add($"a=msid:{stream} {source.Sid}");
        text.Add($"a=ssrc:{subscription.Ssrc} cname:{source.Publisher.Sid}");
        text.Add($"a=ssrc:{subscription.Ssrc} msid:{stream} {source.Sid}");
        tracks[section.Offer.Mid] = source.Sid;
    }

    private static void Layers(Lines text, SdpMedia offer)
    {
        if (offer.Rids.Count == 0) return;
        var rids = offer.Rids.Take(MaxLayers).ToList();
        foreach (var rid in rids) text.Add($"a=rid:{rid} recv");
        text.Add($"a=simulcast:recv {string.Join(';', rids)}");
    }

    private static string Direction(MediaDirection direction) => direction switch
    {
        MediaDirection.Send => "sendonly",
        MediaDirection.Receive => "recvonly",
        MediaDirection.Inactive => "inactive",
        _ => "sendrecv",
    };

    private sealed class Lines
    {
        private readonly StringBuilder _text = new(4_096);

        public void Add(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append("\r\n");

        public override string ToString() => _text.ToString();
    }
}
