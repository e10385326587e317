using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Rooms;

/// <summary>How good a participant's network is, judged by the worst loss of its streams in the last second.</summary>
internal static class LinkQuality
{
    private const int SomeLoss = 5, MuchLoss = 20;

    public static ConnectionQualityInfo Of(Participant participant)
    {
        var loss = 0;
        foreach (var section in participant.Peer.Sections)
        {
            loss = Math.Max(loss, section.Subscription?.FractionLost ?? 0);
            if (section.Publication is not { } track) continue;
            foreach (var stream in track.Streams) loss = Math.Max(loss, stream.FractionLost);
        }
        var (quality, score) = loss switch
        {
            _ when !participant.Peer.Transport.Connected => (ConnectionQuality.Lost, 0f),
            < SomeLoss => (ConnectionQuality.Excellent, 4.5f),
            < MuchLoss => (ConnectionQuality.Good, 3.5f),
            _ => (ConnectionQuality.Poor, 2f),
        };
        return new ConnectionQualityInfo { ParticipantSid = participant.Sid, Quality = quality, Score = score };
    }
}
