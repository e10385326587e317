using System.Globalization;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Sdp;

/// <summary>Which way media flows, as the offerer sees it.</summary>
public enum MediaDirection
{
    /// <summary>Both.</summary>
    SendReceive,

    /// <summary>From the offerer only.</summary>
    Send,

    /// <summary>To the offerer only.</summary>
    Receive,

    /// <summary>Not at all.</summary>
    Inactive,
}

/// <summary>A header extension that a section offers; <paramref name="Answer"/> is the attribute's value that accepts it.</summary>
public sealed record SdpExtension(byte Id, string Uri, string Answer);

/// <summary>One media section of an offer.</summary>
public sealed partial class SdpMedia
{
    private SdpMedia(Builder b)
    {
        Kind = b.Line[0];
        Protocol = b.Line[2];
        Formats = b.Line[3..];
        Mid = b.Mid ?? throw new SdpException("a media section has no mid");
        Rejected = b.Line[1] == "0" && !b.BundleOnly;
        Direction = b.Direction;
        TrackId = b.TrackId;
        Rids = b.Rids;
        Extensions = b.Extensions;
        Ssrcs = b.Ssrcs;
        RetransmissionGroup = b.RetransmissionGroup;
        Codecs = b.Codecs();
    }

    /// <summary>audio, video or application.</summary>
    public string Kind { get; }

    /// <summary>The transport, e.g. UDP/TLS/RTP/SAVPF.</summary>
    public string Protocol { get; }

    /// <summary>The payload types, as written; a rejection repeats them.</summary>
    public IReadOnlyList<string> Formats { get; }

    /// <summary>The section's name.</summary>
    public string Mid { get; }

    /// <summary>The offerer gave the section up.</summary>
    public bool Rejected { get; }

    /// <summary>Which way media flows.</summary>
    public MediaDirection Direction { get; }

    /// <summary>The offerer sends in this section.</summary>
    public bool Sends => !Rejected && Direction is MediaDirection.Send or MediaDirection.SendReceive;

    /// <summary>The offerer only receives in this section.</summary>
    public bool ReceivesOnly => !Rejected && Direction == MediaDirection.Receive;

    /// <summary>The track's id in the offerer's browser (msid), if it says one.</summary>
    public string? TrackId { get; }

    /// <summary>Simulcast layers that the offerer sends, lowest first.</summary>
    public IReadOnlyList<string> Rids { get; }

    /// <summary>Header extensions.</summary>
    public IReadOnlyList<SdpExtension> Extensions { get; }

    /// <summary>Streams that the offerer announces by number.</summary>
    public IReadOnlyList<uint> Ssrcs { get; }

    /// <summary>A stream and the stream that repairs it (FID group), if announced.</summary>
    public (uint Media, uint Repair)? RetransmissionGroup { get; }

    /// <summary>Codecs of ours, in the offerer's order.</summary>
    public IReadOnlyList<SdpCodec> Codecs { get; }

    /// <summary>The first codec of that kind.</summary>
    public SdpCodec? Codec(MediaCodec codec) => Codecs.FirstOrDefault(c => c.Codec == codec);
}

/// <summary>A codec that a section offers. <paramref name="RepairType"/> is the payload type of its retransmissions; 0 if none.</summary>
public sealed record SdpCodec(MediaCodec Codec, byte PayloadType, string? Parameters, byte RepairType)
{
    /// <summary>Whether this node forwards this variant: subscribers must be able to decode what any publisher sends.</summary>
    public bool Usable => Codec switch
    {
        MediaCodec.Opus or MediaCodec.Vp8 => true,
        MediaCodec.H264 => Parameters is { } p && p.Contains("packetization-mode=1", StringComparison.Ordinal) && p.Contains("profile-level-id=42e01f", StringComparison.OrdinalIgnoreCase),
        MediaCodec.Vp9 => Parameters is null or "profile-id=0",
        _ => false,
    };

    internal static bool TryNumber(string text, out byte payloadType) => byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out payloadType) && payloadType < 128;
}
