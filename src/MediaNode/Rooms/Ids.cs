using System.Security.Cryptography;

namespace Streaming.MediaNode.Rooms;

/// <summary>Ids in LiveKit's form: a prefix that says of what, and twelve random letters and digits (71 bits).</summary>
internal static class Ids
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 12;

    public static string Room() => "RM_" + Random();
    public static string Participant() => "PA_" + Random();
    public static string Event() => "EV_" + Random();
    public static string Node() => "ND_" + Random();

    /// <summary>A track's id; its first letters say kind and source.</summary>
    public static string Track(Protocol.TrackType type, Protocol.TrackSource source) =>
        $"TR_{(type == Protocol.TrackType.Video ? 'V' : 'A')}{SourceLetter(source)}{Random()}";

    private static char SourceLetter(Protocol.TrackSource source) => source switch
    {
        Protocol.TrackSource.Camera => 'C',
        Protocol.TrackSource.Microphone => 'M',
        Protocol.TrackSource.ScreenShare => 'S',
        Protocol.TrackSource.ScreenShareAudio => 's',
        _ => 'x',
    };

    private static string Random() => RandomNumberGenerator.GetString(Characters, Length);
}
