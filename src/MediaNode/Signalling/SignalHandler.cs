using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Sdp;
using Action = Streaming.MediaNode.Protocol.LeaveRequest.Types.Action;
using Kind = Streaming.MediaNode.Protocol.SignalRequest.MessageOneofCase;
using Scenario = Streaming.MediaNode.Protocol.SimulateScenario.ScenarioOneofCase;

namespace Streaming.MediaNode.Signalling;

/// <summary>What each signalling message of a client does. Called under the room's gate.</summary>
public sealed partial class SignalHandler(MediaClock clock, ILogger<SignalHandler> logger)
{
    /// <summary>Handles one message.</summary>
    public void Handle(Participant participant, SignalRequest request)
    {
        switch (request.MessageCase)
        {
            case Kind.Ping:
                participant.Send(new SignalResponse { Pong = clock.UnixMilliseconds });
                break;
            case Kind.PingReq:
                participant.Send(new SignalResponse { PongResp = new Pong { LastPingTimestamp = request.PingReq.Timestamp, Timestamp = clock.UnixMilliseconds } });
                break;
            case Kind.Offer:
                Answer(participant, request.Offer);
                break;
            case Kind.AddTrack:
                participant.Publications.Announce(request.AddTrack);
                break;
            case Kind.Mute:
                participant.Publications.SetMuted(request.Mute.Sid, request.Mute.Muted);
                break;
            case Kind.Subscription:
                participant.Subscriptions.Update(SidsOf(request.Subscription), request.Subscription.Subscribe);
                break;
            case Kind.TrackSetting:
                participant.Subscriptions.Update(request.TrackSetting);
                break;
            case Kind.UpdateMetadata:
                Describe(participant, request.UpdateMetadata);
                break;
            case Kind.Simulate:
                Simulate(participant, request.Simulate);
                break;
            case Kind.SyncState when request.SyncState.Subscription is { } subscription:
                participant.Subscriptions.Update(SidsOf(subscription), subscription.Subscribe);
                break;
            case Kind.Leave:
                participant.Room.Remove(participant, DisconnectReason.ClientInitiated, tell: true);
                break;
            // Trickled candidates mean nothing to ICE-lite; the rest concerns features this node does not have.
        }
    }

    /// <summary>Answers an offer; one that can't be answered ends the stay, since the client would wait in vain.</summary>
    public void Answer(Participant participant, SessionDescription offer)
    {
        if (participant.Peer.Transport.Closed)
        {
            participant.Send(new SignalResponse { Leave = new LeaveRequest { Action = Action.Reconnect, CanReconnect = true, Reason = DisconnectReason.StateMismatch } });
            return;
        }
        try
        {
            var answer = participant.Peer.Answer(offer.Sdp);
            participant.Send(new SignalResponse { Answer = new SessionDescription { Type = "answer", Sdp = answer.Sdp, Id = offer.Id, MidToTrackId = { answer.MidToTrack.ToDictionary() } } });
            participant.Subscriptions.OnAnswered();
        }
        catch (SdpException error)
        {
            LogBadOffer(participant.Identity, participant.Room.Name, error.Message);
            participant.Room.Remove(participant, DisconnectReason.MediaFailure, tell: true);
        }
    }

    private static void Describe(Participant participant, UpdateParticipantMetadata update)
    {
        var response = new RequestResponse { RequestId = update.RequestId };
        if (!participant.Permission.CanUpdateMetadata)
        {
            response.Reason = RequestResponse.Types.Reason.NotAllowed;
            response.Message = "does not have permission to update own metadata";
            response.UpdateMetadata = update;
        }
        else if (!participant.Describe(update.Name, update.Metadata, update.Attributes))
        {
            response.Reason = RequestResponse.Types.Reason.LimitExceeded;
            response.Message = "metadata exceeds limits";
        }
        else
        {
            participant.Room.OnChanged(participant);
        }
        participant.Send(new SignalResponse { RequestResponse = response });
    }

    /// <summary>What livekit-client's simulateScenario asks of a server.</summary>
    private static void Simulate(Participant participant, SimulateScenario simulate)
    {
        if (simulate.ScenarioCase is Scenario.LeaveRequestFullReconnect or Scenario.ServerLeave)
            participant.Send(new SignalResponse { Leave = new LeaveRequest { Action = Action.Reconnect, CanReconnect = true, Reason = DisconnectReason.ServerShutdown } });
    }

    private static IEnumerable<string> SidsOf(UpdateSubscription subscription) =>
        subscription.TrackSids.Concat(subscription.ParticipantTracks.SelectMany(p => p.TrackSids));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The offer of {Identity} in {Room} can't be answered: {Error}")]
    private partial void LogBadOffer(string identity, string room, string error);
}
