using Google.Protobuf;
using Streaming.MediaNode.DataChannels;
using Streaming.MediaNode.Protocol;
using Room = Streaming.MediaNode.Rooms.Room;

namespace Streaming.MediaNode.Api;

/// <summary>A data message from the server to the people in a room.</summary>
internal static class ServerData
{
    /// <summary>Sends; called under the room's gate.</summary>
    public static SendDataResponse Send(Room room, SendDataRequest request)
    {
        var user = new UserPacket { Payload = request.Data, Nonce = request.Nonce, DestinationIdentities = { request.DestinationIdentities }, DestinationSids = { request.DestinationSids } };
        if (request.HasTopic) user.Topic = request.Topic;
        var packet = new DataPacket { Kind = request.Kind, User = user, DestinationIdentities = { request.DestinationIdentities } };
        var label = request.Kind == DataPacket.Types.Kind.Lossy ? DataChannelPeer.Lossy : DataChannelPeer.Reliable;
        room.SendData(label, packet.ToByteArray(), [.. request.DestinationIdentities], [.. request.DestinationSids], except: null);
        return new SendDataResponse();
    }
}
