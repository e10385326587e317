using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Tokens;
using Action = Streaming.MediaNode.Protocol.LeaveRequest.Types.Action;
using Room = Streaming.MediaNode.Rooms.Room;

namespace Streaming.MediaNode.Signalling;

/// <summary>One client's signalling from joining (or resuming) to the end of its connection.</summary>
public sealed class SignalSession(RoomRegistry registry, SignalHandler handler)
{
    /// <summary>Runs until the connection ends.</summary>
    public async Task RunAsync(SignalConnection connection, AccessToken token, JoinRequest request, CancellationToken cancellationToken)
    {
        // Writing goes on while the reader waits; it ends by itself when the connection is completed or broken.
        var writing = connection.WriteAsync(cancellationToken);
        try
        {
            var participant = request.Reconnect ? Resume(connection, token, request) : Join(connection, token, request);
            if (participant is not null) await ReadAsync(connection, participant, cancellationToken);
        }
        catch (RoomLimitException)
        {
            Refuse(connection, DisconnectReason.JoinFailure, Action.Disconnect);
        }
        finally
        {
            await connection.EndAsync(writing);
        }
    }

    private Participant? Join(SignalConnection connection, AccessToken token, JoinRequest request) =>
        registry.InRoom(token.Video.Room, settings: null, room =>
        {
            if (room.IsFull && room.Find(token.Identity) is null)
            {
                Refuse(connection, DisconnectReason.JoinFailure, Action.Disconnect);
                return null;
            }
            var participant = room.Admit(token, new JoinOptions
            {
                Client = request.ClientInfo ?? new ClientInfo(),
                AutoSubscribe = request.ConnectionSettings?.AutoSubscribe ?? true,
            });
            participant.Attach(connection);
            try
            {
                Greet(room, participant, request);
            }
            catch
            {
                // Nobody would read for it: it must not stay.
                room.Remove(participant, DisconnectReason.JoinFailure, tell: true);
                throw;
            }
            return participant;
        });

    private void Greet(Room room, Participant participant, JoinRequest request)
    {
        if (participant.Permission.CanUpdateMetadata) participant.Describe("", request.Metadata, request.ParticipantAttributes);
        participant.Send(new SignalResponse { Join = Welcome(room, participant) });
        participant.SendToken();
        foreach (var track in request.AddTrackRequests) participant.Publications.Announce(track);
        if (request.PublisherOffer is { Sdp.Length: > 0 } offer) handler.Answer(participant, offer);
    }

    private Participant? Resume(SignalConnection connection, AccessToken token, JoinRequest request)
    {
        var participant = registry.InOpenRoom(token.Video.Room, room => Resume(connection, token, request, room), otherwise: null);
        if (participant is null) Refuse(connection, DisconnectReason.StateMismatch, Action.Reconnect);
        return participant;
    }

    private static Participant? Resume(SignalConnection connection, AccessToken token, JoinRequest request, Room room)
    {
        if (room.Find(token.Identity) is not { } participant || participant.Sid != request.ParticipantSid || participant.Peer.Transport.Closed) return null;
        participant.Attach(connection);
        participant.Send(new SignalResponse { Reconnect = new ReconnectResponse { ServerInfo = ServerDescription.Info() } });
        participant.Send(new SignalResponse { Update = new ParticipantUpdate { Participants = { room.Participants.Where(p => !p.IsHidden || p == participant).Select(p => p.Info()) } } });
        participant.Send(new SignalResponse { RoomUpdate = new RoomUpdate { Room = room.Info() } });
        participant.SendToken();
        participant.Subscriptions.OnResumed();
        return participant;
    }

    private async Task ReadAsync(SignalConnection connection, Participant participant, CancellationToken cancellationToken)
    {
        var gate = participant.Room.Gate;
        try
        {
            while (await connection.ReadAsync(cancellationToken) is { } request)
            {
                lock (gate)
                {
                    if (!participant.IsAttached(connection)) break;
                    handler.Handle(participant, request);
                }
            }
        }
        finally
        {
            // Whatever ended the reading: the participant may resume, and goes if it doesn't.
            lock (gate) participant.Detach(connection);
        }
    }

    private static JoinResponse Welcome(Room room, Participant participant) => new()
    {
        Room = room.Info(),
        Participant = participant.Info(),
        OtherParticipants = { room.Participants.Where(p => p != participant && p.IsAnnounced).Select(p => p.Info()) },
        ServerVersion = ServerDescription.Version,
        ServerInfo = ServerDescription.Info(),
        PingInterval = ServerDescription.PingIntervalSeconds,
        PingTimeout = ServerDescription.PingTimeoutSeconds,
        EnabledPublishCodecs = { ServerDescription.Codecs() },
        FastPublish = participant.Permission.CanPublish,
    };

    private static void Refuse(SignalConnection connection, DisconnectReason reason, Action action)
    {
        connection.Send(new SignalResponse { Leave = new LeaveRequest { Reason = reason, Action = action, CanReconnect = action == Action.Reconnect } });
        connection.Complete();
    }
}
