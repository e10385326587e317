using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Rooms;

/// <summary>What a token's grant allows, in the form that clients are told, and back.</summary>
internal static class Permissions
{
    public static ParticipantPermission From(VideoGrant grant) => new()
    {
        CanSubscribe = grant.CanSubscribe ?? true,
        CanPublish = grant.CanPublish ?? true,
        CanPublishData = grant.CanPublishData ?? grant.CanPublish ?? true,
        CanPublishSources = { grant.CanPublishSources.Select(Source) },
        Hidden = grant.Hidden,
        Recorder = grant.Recorder,
        CanUpdateMetadata = grant.CanUpdateOwnMetadata ?? false,
    };

    public static VideoGrant ToGrant(ParticipantPermission permission, VideoGrant original) => original with
    {
        CanSubscribe = permission.CanSubscribe,
        CanPublish = permission.CanPublish,
        CanPublishData = permission.CanPublishData,
        CanPublishSources = [.. permission.CanPublishSources.Select(Name)],
        CanUpdateOwnMetadata = permission.CanUpdateMetadata,
        Hidden = permission.Hidden,
        Recorder = permission.Recorder,
    };

    public static bool Allows(this ParticipantPermission permission, TrackSource source) =>
        permission.CanPublish && (permission.CanPublishSources.Count == 0 || permission.CanPublishSources.Contains(source));

    /// <summary>A name that is not known stays a restriction: an empty list would allow everything.</summary>
    private static TrackSource Source(string name) => name switch
    {
        "camera" => TrackSource.Camera,
        "microphone" => TrackSource.Microphone,
        "screen_share" => TrackSource.ScreenShare,
        "screen_share_audio" => TrackSource.ScreenShareAudio,
        _ => TrackSource.Unknown,
    };

    private static string Name(TrackSource source) => source switch
    {
        TrackSource.Camera => "camera",
        TrackSource.Microphone => "microphone",
        TrackSource.ScreenShare => "screen_share",
        TrackSource.ScreenShareAudio => "screen_share_audio",
        _ => "unknown",
    };
}
