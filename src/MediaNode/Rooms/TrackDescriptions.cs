using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Sdp;

namespace Streaming.MediaNode.Rooms;

/// <summary>What others are told about a new track.</summary>
internal static class TrackDescriptions
{
    private static readonly string[] LayerNames = ["q", "h", "f"];

    /// <summary>From a client's announcement.</summary>
    public static TrackInfo From(AddTrackRequest request)
    {
        var isVideo = request.Type == TrackType.Video;
        var layers = request.Layers.Take(LayerNames.Length).Select((layer, i) => Layer(layer, i, request.Layers.Count)).ToList();
        var codec = new SimulcastCodecInfo
        {
            Cid = request.Cid,
            VideoLayerMode = VideoLayer.Types.Mode.OneSpatialLayerPerStream,
            MimeType = request.SimulcastCodecs is [{ Codec.Length: > 0 } first, ..] ? "video/" + first.Codec.ToUpperInvariant() : "",
            Layers = { layers.Select(l => l.Clone()) },
        };
        return new TrackInfo
        {
            Sid = Ids.Track(request.Type, request.Source),
            Type = request.Type,
            Name = request.Name,
            Muted = request.Muted,
            Width = request.Width,
            Height = request.Height,
            Source = request.Source,
            DisableDtx = request.DisableDtx || request.AudioFeatures.Contains(AudioTrackFeature.TfNoDtx),
            Stereo = request.Stereo || request.AudioFeatures.Contains(AudioTrackFeature.TfStereo),
            DisableRed = true,
            Encryption = request.Encryption,
            Stream = request.Stream.Length > 0 ? request.Stream : StreamOf(request.Source),
            Simulcast = layers.Count > 1,
            Layers = { layers },
            Codecs = { codec },
            MimeType = isVideo ? codec.MimeType : "audio/opus",
            AudioFeatures = { request.AudioFeatures },
            BackupCodecPolicy = request.BackupCodecPolicy,
        };
    }

    /// <summary>For a section that was offered without announcement (WHIP).</summary>
    public static TrackInfo From(SdpMedia media)
    {
        var isVideo = media.Kind == "video";
        return From(new AddTrackRequest
        {
            Cid = media.TrackId ?? media.Mid,
            Type = isVideo ? TrackType.Video : TrackType.Audio,
            Source = isVideo ? TrackSource.Camera : TrackSource.Microphone,
            Name = isVideo ? "camera" : "microphone",
        });
    }

    private static VideoLayer Layer(VideoLayer announced, int index, int count)
    {
        var layer = announced.Clone();
        layer.SpatialLayer = index;
        layer.Rid = count == 1 ? "" : LayerNames[index];
        return layer;
    }

    /// <summary>Tracks with the same stream name are kept in step by the receiving browser.</summary>
    private static string StreamOf(TrackSource source) => source is TrackSource.ScreenShare or TrackSource.ScreenShareAudio ? "screen_share" : "camera";
}
