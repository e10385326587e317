using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Api;

/// <summary>The part of RoomService about people; all of it needs <c>roomAdmin</c> for the room.</summary>
internal sealed class ParticipantService(RoomRegistry registry)
{
    public ListParticipantsResponse List(ListParticipantsRequest request, VideoGrant grant)
    {
        Grants.RequireAdmin(grant, request.Room);
        return registry.InOpenRoom(
            request.Room,
            room => new ListParticipantsResponse { Participants = { room.Participants.Where(p => !p.IsHidden).Select(p => p.Info().Clone()) } },
            new ListParticipantsResponse());
    }

    public ParticipantInfo Get(RoomParticipantIdentity request, VideoGrant grant) =>
        With(request.Room, request.Identity, grant, p => p.Info().Clone()) ?? throw TwirpException.NoParticipant();

    public RemoveParticipantResponse Remove(RoomParticipantIdentity request, VideoGrant grant) =>
        With(request.Room, request.Identity, grant, participant =>
        {
            participant.Room.Remove(participant, DisconnectReason.ParticipantRemoved, tell: true);
            return new RemoveParticipantResponse();
        }) ?? throw TwirpException.NoParticipant();

    public MuteRoomTrackResponse Mute(MuteRoomTrackRequest request, VideoGrant grant) =>
        With(request.Room, request.Identity, grant, participant =>
        {
            // Nobody is made to speak or be seen from afar, as in LiveKit's default.
            if (!request.Muted) throw new TwirpException(StatusCodes.Status412PreconditionFailed, "failed_precondition", "twirp error unknown: remote unmute not enabled");
            var track = participant.Publications.Find(request.TrackSid);
            if (track is not null) participant.Publications.Silence(track);
            return new MuteRoomTrackResponse { Track = track?.Info.Clone() };
        }) ?? throw TwirpException.Nobody();

    public ParticipantInfo Update(UpdateParticipantRequest request, VideoGrant grant) =>
        With(request.Room, request.Identity, grant, participant =>
        {
            if (!participant.Describe(request.Name, request.Metadata, request.Attributes)) throw TwirpException.Invalid($"twirp error unknown: metadata size exceeds limits: max size {Limits.MetadataLength}");
            if (request.Permission is { } permission) participant.Permit(permission);
            participant.Room.OnChanged(participant);
            participant.SendToken();
            return participant.Info().Clone();
        }) ?? throw TwirpException.NoParticipant();

    public UpdateSubscriptionsResponse Subscribe(UpdateSubscriptionsRequest request, VideoGrant grant) =>
        With(request.Room, request.Identity, grant, participant =>
        {
            participant.Subscriptions.Update(request.TrackSids.Concat(request.ParticipantTracks.SelectMany(p => p.TrackSids)), request.Subscribe);
            return new UpdateSubscriptionsResponse();
        }) ?? throw TwirpException.Nobody();

    private T? With<T>(string room, string identity, VideoGrant grant, Func<Participant, T> action) where T : class
    {
        Grants.RequireAdmin(grant, room);
        return registry.InOpenRoom<T?>(room, r => r.Find(identity) is { } participant ? action(participant) : null, otherwise: null);
    }
}
