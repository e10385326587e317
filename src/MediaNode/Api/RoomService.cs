using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Tokens;
using Room = Streaming.MediaNode.Rooms.Room;

namespace Streaming.MediaNode.Api;

/// <summary>LiveKit's RoomService: what servers may do with rooms. Grants: <c>roomCreate</c>, <c>roomList</c>, and <c>roomAdmin</c> for one room.</summary>
internal sealed class RoomService
{
    private const int NonceLength = 16;
    private readonly RoomRegistry _registry;
    private readonly Dictionary<string, TwirpMethod> _methods;

    public RoomService(RoomRegistry registry, ParticipantService participants)
    {
        _registry = registry;
        _methods = new Dictionary<string, TwirpMethod>(StringComparer.Ordinal)
        {
            ["CreateRoom"] = TwirpMethod.Of<CreateRoomRequest, Protocol.Room>(Create),
            ["ListRooms"] = TwirpMethod.Of<ListRoomsRequest, ListRoomsResponse>(List),
            ["DeleteRoom"] = TwirpMethod.Of<DeleteRoomRequest, DeleteRoomResponse>(Delete),
            ["UpdateRoomMetadata"] = TwirpMethod.Of<UpdateRoomMetadataRequest, Protocol.Room>(Describe),
            ["SendData"] = TwirpMethod.Of<SendDataRequest, SendDataResponse>(SendData),
            ["ListParticipants"] = TwirpMethod.Of<ListParticipantsRequest, ListParticipantsResponse>(participants.List),
            ["GetParticipant"] = TwirpMethod.Of<RoomParticipantIdentity, ParticipantInfo>(participants.Get),
            ["RemoveParticipant"] = TwirpMethod.Of<RoomParticipantIdentity, RemoveParticipantResponse>(participants.Remove),
            ["MutePublishedTrack"] = TwirpMethod.Of<MuteRoomTrackRequest, MuteRoomTrackResponse>(participants.Mute),
            ["UpdateParticipant"] = TwirpMethod.Of<UpdateParticipantRequest, ParticipantInfo>(participants.Update),
            ["UpdateSubscriptions"] = TwirpMethod.Of<UpdateSubscriptionsRequest, UpdateSubscriptionsResponse>(participants.Subscribe),
        };
    }

    public TwirpMethod? Find(string method) => _methods.GetValueOrDefault(method);

    private Protocol.Room Create(CreateRoomRequest request, VideoGrant grant)
    {
        Grants.Require(grant.RoomCreate);
        if (request.Name.Length > Limits.RoomNameLength) throw TwirpException.Invalid($"twirp error unknown: room name length exceeds limits: max length {Limits.RoomNameLength}");
        Grants.RequireLength(request.Metadata);
        return _registry.InRoom(request.Name, request, room => room.Info());
    }

    private ListRoomsResponse List(ListRoomsRequest request, VideoGrant grant)
    {
        Grants.Require(grant.RoomList);
        var rooms = request.Names.Count == 0 ? _registry.Rooms : request.Names.Distinct(StringComparer.Ordinal).Select(_registry.Find).OfType<Room>();
        return new ListRoomsResponse { Rooms = { rooms.Select(InfoOf).OfType<Protocol.Room>() } };
    }

    private DeleteRoomResponse Delete(DeleteRoomRequest request, VideoGrant grant)
    {
        Grants.Require(grant.RoomCreate);
        return _registry.InOpenRoom(request.Room, Close, otherwise: null) ?? throw TwirpException.NoRoom();
        static DeleteRoomResponse? Close(Room room)
        {
            room.Close(DisconnectReason.RoomDeleted);
            return new DeleteRoomResponse();
        }
    }

    private Protocol.Room Describe(UpdateRoomMetadataRequest request, VideoGrant grant)
    {
        Grants.RequireAdmin(grant, request.Room);
        Grants.RequireLength(request.Metadata);
        return _registry.InOpenRoom(request.Room, Change, otherwise: null) ?? throw TwirpException.NoRoom();
        Protocol.Room? Change(Room room)
        {
            room.Describe(request.Metadata);
            return room.Info();
        }
    }

    private SendDataResponse SendData(SendDataRequest request, VideoGrant grant)
    {
        Grants.RequireAdmin(grant, request.Room);
        if (request.Nonce.Length is not (0 or NonceLength)) throw TwirpException.Invalid($"nonce should be {NonceLength}-bytes or not present, got: {request.Nonce.Length} bytes");
        if (request.Data.Length > Limits.DataMessageBytes) throw TwirpException.Invalid("data exceeds limits");
        return _registry.InOpenRoom(request.Room, room => ServerData.Send(room, request), otherwise: null) ?? throw TwirpException.Nobody();
    }

    private static Protocol.Room? InfoOf(Room room)
    {
        lock (room.Gate) return room.IsClosed ? null : room.Info();
    }
}
