using Google.Protobuf;
using Streaming.MediaNode.DataChannels;
using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Rooms;

/// <summary>Relays a participant's data messages to the others, with the sender's true identity written in. Guarded by the room's gate.</summary>
public sealed class ParticipantData(Participant owner)
{
    /// <summary>A message came from the participant's data channel.</summary>
    public void OnMessage(string label, ReadOnlySpan<byte> message)
    {
        if (!owner.Permission.CanPublishData || label is not (DataChannelPeer.Reliable or DataChannelPeer.Lossy)) return;
        if (Parse(message) is not { } packet) return;
        packet.ParticipantIdentity = owner.Identity;
        packet.ParticipantSid = owner.Sid;
        var identities = packet.DestinationIdentities.ToHashSet();
        var sids = new HashSet<string>();
        if (packet.User is { } user)
        {
            user.ParticipantIdentity = owner.Identity;
            user.ParticipantSid = owner.Sid;
            identities.UnionWith(user.DestinationIdentities);
            sids.UnionWith(user.DestinationSids);
        }
        owner.Room.SendData(label, packet.ToByteArray(), identities, sids, except: owner);
    }

    private static DataPacket? Parse(ReadOnlySpan<byte> message)
    {
        try
        {
            return DataPacket.Parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException)
        {
            // A client's nonsense is its own affair: the message is dropped.
            return null;
        }
    }
}
