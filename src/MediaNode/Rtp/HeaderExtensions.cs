using System.Collections.Frozen;

namespace Streaming.MediaNode.Rtp;

/// <summary>RTP header extensions that this node reads or writes.</summary>
public enum HeaderExtension : byte
{
    /// <summary>Any other.</summary>
    None,

    /// <summary>Media section the packet belongs to (RFC 8843 §14).</summary>
    Mid,

    /// <summary>Simulcast layer (RFC 8852 §3.1).</summary>
    StreamId,

    /// <summary>Simulcast layer that a retransmission repairs (RFC 8852 §3.2).</summary>
    RepairedStreamId,

    /// <summary>Transport-wide sequence number (draft-holmer-rmcat-transport-wide-cc-extensions-01).</summary>
    TransportSequence,

    /// <summary>Audio level (RFC 6464).</summary>
    AudioLevel,

    /// <summary>Departure time (webrtc.org/experiments/rtp-hdrext/abs-send-time).</summary>
    AbsoluteSendTime,
}

/// <summary>Which extension has which number in one session (RFC 8285), and the URIs SDP names them by.</summary>
public sealed class HeaderExtensionMap
{
    private static readonly FrozenDictionary<string, HeaderExtension> ByUri = new Dictionary<string, HeaderExtension>
    {
        ["urn:ietf:params:rtp-hdrext:sdes:mid"] = HeaderExtension.Mid,
        ["urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"] = HeaderExtension.StreamId,
        ["urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"] = HeaderExtension.RepairedStreamId,
        ["http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"] = HeaderExtension.TransportSequence,
        ["urn:ietf:params:rtp-hdrext:ssrc-audio-level"] = HeaderExtension.AudioLevel,
        ["http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"] = HeaderExtension.AbsoluteSendTime,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly HeaderExtension[] _byId = new HeaderExtension[256];

    /// <summary>The number of the section extension; 0 if not negotiated.</summary>
    public byte MidId { get; private set; }

    /// <summary>The number of the send time extension; 0 if not negotiated.</summary>
    public byte AbsoluteSendTimeId { get; private set; }

    /// <summary>Which extension a URI means.</summary>
    public static HeaderExtension Find(string uri) => ByUri.GetValueOrDefault(uri);

    /// <summary>Which extension a number means.</summary>
    public HeaderExtension this[int id] => id < _byId.Length ? _byId[id] : HeaderExtension.None;

    /// <summary>Notes a number from an SDP.</summary>
    public void Add(byte id, string uri)
    {
        var extension = Find(uri);
        _byId[id] = extension;
        // One-byte headers have room for numbers 1 to 14 only, and that is the form we write.
        if (id is 0 or > 14) return;
        if (extension == HeaderExtension.Mid) MidId = id;
        if (extension == HeaderExtension.AbsoluteSendTime) AbsoluteSendTimeId = id;
    }
}
