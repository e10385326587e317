using Google.Protobuf;
using Streaming.MediaNode.Protocol;
using State = Streaming.MediaNode.Protocol.ParticipantInfo.Types.State;

namespace Streaming.MediaNode.Rooms;

/// <summary>
/// Tells everyone what changed in a room. Publishers' changes go out at once; viewers' coming and going is collected for 200 ms, so
/// that a crowd arriving costs one message per batch and not one per pair. Guarded by the room's gate.
/// </summary>
internal sealed class RoomUpdates(Room room)
{
    private const int QualityTicks = 5 * RoomTimer.TicksPerSecond;
    private readonly List<ParticipantInfo> _waiting = [];
    private readonly List<SpeakerInfo> _speakers = [];
    private bool _roomChanged;

    /// <summary>A participant changed, came or went.</summary>
    public void Add(Participant participant)
    {
        var info = participant.Info();
        if (participant.IsHidden)
        {
            participant.Send(new SignalResponse { Update = new ParticipantUpdate { Participants = { info } } });
            return;
        }
        participant.IsAnnounced = true;
        // Infos are snapshots: what is collected keeps its order even if a person leaves and returns meanwhile.
        _waiting.RemoveAll(w => w.Sid == info.Sid);
        _waiting.Add(info.Clone());
        if (info.IsPublisher || participant.IsPublisherToOthers) Flush();
        participant.IsPublisherToOthers = info.IsPublisher;
    }

    /// <summary>Numbers of the room changed.</summary>
    public void RoomChanged() => _roomChanged = true;

    public void Tick(long now, int tick)
    {
        if (tick % RoomTimer.TicksPer200Milliseconds == 0) Flush();
        if (tick % RoomTimer.TicksPer400Milliseconds == 0) TellSpeakers(now);
        if (tick % (2 * RoomTimer.TicksPerSecond) == 0 && _roomChanged)
        {
            _roomChanged = false;
            room.Broadcast(new SignalResponse { RoomUpdate = new RoomUpdate { Room = room.Info() } });
        }
        if (tick % QualityTicks == 0) TellQuality();
    }

    private void Flush()
    {
        if (_waiting.Count == 0) return;
        var frame = new SignalResponse { Update = new ParticipantUpdate { Participants = { _waiting } } }.ToByteArray();
        _waiting.Clear();
        foreach (var participant in room.Participants) participant.Send(frame);
    }

    private void TellSpeakers(long now)
    {
        foreach (var participant in room.Participants) participant.Publications.CollectSpeakers(_speakers, now);
        if (_speakers.Count == 0) return;
        room.Broadcast(new SignalResponse { SpeakersChanged = new SpeakersChanged { Speakers = { _speakers } } });
        _speakers.Clear();
    }

    /// <summary>Everyone learns the own quality and that of those who publish.</summary>
    private void TellQuality()
    {
        var publishers = room.Participants.Where(p => p.Publications.Any && !p.IsHidden).Select(LinkQuality.Of).ToList();
        foreach (var participant in room.Participants.Where(p => p.State == State.Active && p.IsSignalling))
        {
            var update = new ConnectionQualityUpdate { Updates = { publishers } };
            if (publishers.TrueForAll(p => p.ParticipantSid != participant.Sid)) update.Updates.Add(LinkQuality.Of(participant));
            participant.Send(new SignalResponse { ConnectionQuality = update });
        }
    }
}
