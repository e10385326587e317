namespace Streaming.MediaNode.Rtp;

/// <summary>Codecs that this node forwards. It never decodes; it must recognise key frames.</summary>
public enum MediaCodec : byte
{
    /// <summary>None that this node knows.</summary>
    Unknown,

    /// <summary>Opus audio (RFC 7587).</summary>
    Opus,

    /// <summary>VP8 video (RFC 7741).</summary>
    Vp8,

    /// <summary>H.264 video (RFC 6184).</summary>
    H264,

    /// <summary>VP9 video (RFC 9628).</summary>
    Vp9,
}

/// <summary>How codecs are called.</summary>
public static class MediaCodecNames
{
    /// <summary>The codec of an rtpmap's encoding name.</summary>
    public static MediaCodec Parse(string name) => name.ToUpperInvariant() switch
    {
        "OPUS" => MediaCodec.Opus,
        "VP8" => MediaCodec.Vp8,
        "H264" => MediaCodec.H264,
        "VP9" => MediaCodec.Vp9,
        _ => MediaCodec.Unknown,
    };

    /// <summary>The media type that LiveKit's messages carry.</summary>
    public static string MimeType(this MediaCodec codec) => codec switch
    {
        MediaCodec.Opus => "audio/opus",
        MediaCodec.Vp8 => "video/VP8",
        MediaCodec.H264 => "video/H264",
        MediaCodec.Vp9 => "video/VP9",
        _ => "",
    };

    /// <summary>The rtpmap line's value without its number.</summary>
    public static string RtpMap(this MediaCodec codec) => codec switch
    {
        MediaCodec.Opus => "opus/48000/2",
        MediaCodec.Vp8 => "VP8/90000",
        MediaCodec.H264 => "H264/90000",
        MediaCodec.Vp9 => "VP9/90000",
        _ => "",
    };

    /// <summary>RTP timestamp units per second.</summary>
    public static int ClockRate(this MediaCodec codec) => codec == MediaCodec.Opus ? 48_000 : 90_000;
}
