using System.Text.Json;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Tokens;
using Streaming.MediaNode.Transport;

namespace Streaming.MediaNode.Whip;

/// <summary>Publishing from encoders by WHIP (RFC 9725) as LiveKit serves it: <c>POST /whip/v1</c> with an access token, DELETE of the resource to stop.</summary>
public static class WhipApi
{
    private const string SdpType = "application/sdp", TextType = "text/plain; charset=utf-8", Path = "/whip/v1";

    /// <summary>Maps the routes.</summary>
    public static void MapWhip(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, PublishAsync);
        routes.MapDelete(Path + "/{participantSid}", Stop);
    }

    private static async Task<IResult> PublishAsync(HttpContext context, TokenVerifier verifier, RoomRegistry registry, PeerDirectory peers)
    {
        var token = context.Request.AccessToken(verifier).ToJoin();
        if (context.Request.ContentType != SdpType) return Refuse($"unsupported content-type: {context.Request.ContentType}", StatusCodes.Status400BadRequest);
        if (!(token.Video.CanPublish ?? true)) return Refuse("permissions denied", StatusCodes.Status403Forbidden);
        if (peers.PendingHandshakes >= Limits.PendingHandshakes) return Refuse("too many handshakes under way", StatusCodes.Status503ServiceUnavailable);
        using var reader = new StreamReader(context.Request.Body);
        var offer = await reader.ReadToEndAsync(context.RequestAborted);
        if (offer.Length == 0) return Refuse("body does not have SDP offer", StatusCodes.Status400BadRequest);
        return registry.InRoom(token.Video.Room, settings: null, room => Publish(context.Response, room, token, offer));
    }

    /// <summary>Called under the room's gate.</summary>
    private static IResult Publish(HttpResponse response, Rooms.Room room, AccessToken token, string offer)
    {
        if (room.IsFull && room.Find(token.Identity) is null) return Refuse("the room is full", StatusCodes.Status503ServiceUnavailable);
        var participant = room.Admit(token, new JoinOptions { WithoutSignalling = true, AutoSubscribe = false, Kind = ParticipantInfo.Types.Kind.Ingress });
        try
        {
            var answer = participant.Peer.Answer(offer);
            response.Headers.Location = $"{Path}/{participant.Sid}";
            response.Headers.ETag = participant.Peer.Transport.Credentials.UserName;
            return TypedResults.Text(answer.Sdp, SdpType, statusCode: StatusCodes.Status201Created);
        }
        catch (Sdp.SdpException)
        {
            room.Remove(participant, DisconnectReason.JoinFailure, tell: false);
            throw;
        }
    }

    private static IResult Stop(string participantSid, HttpRequest request, TokenVerifier verifier, RoomRegistry registry)
    {
        var token = request.AccessToken(verifier).ToJoin();
        return registry.InOpenRoom(token.Video.Room, room => End(room, token.Identity, participantSid), otherwise: false)
            ? TypedResults.Ok()
            : Refuse("no response from servers", StatusCodes.Status404NotFound);
    }

    private static bool End(Rooms.Room room, string identity, string participantSid)
    {
        if (room.Find(identity) is not { } participant || participant.Sid != participantSid) return false;
        room.Remove(participant, DisconnectReason.ClientInitiated, tell: false);
        return true;
    }

    private static IResult Refuse(string error, int status) => TypedResults.Text(JsonSerializer.Serialize(new { error }), TextType, statusCode: status);
}
