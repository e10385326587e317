using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Signalling;
using Streaming.MediaNode.Tokens;
using Streaming.MediaNode.Webhooks;
using Room = Streaming.MediaNode.Rooms.Room;

namespace Streaming.MediaNode.Hosting;

/// <summary>
/// Goes through one join before the node counts as ready. Compiling that path at the first real join takes most of a second, and on
/// a busy machine longer than the five seconds that clients wait for their first message. Leaves no trace: no room, log or webhook.
/// </summary>
internal sealed class Rehearsal(MediaContext context, TokenSigner signer, TokenVerifier verifier) : IHostedService
{
    private const string Offer = """
        v=0
        a=fingerprint:sha-256 00:00
        a=ice-ufrag:rehearsal
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=mid:0
        a=recvonly
        a=rtpmap:111 opus/48000/2
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        m=video 9 UDP/TLS/RTP/SAVPF 96 97
        a=mid:1
        a=sendonly
        a=msid:- rehearsal
        a=rtpmap:96 VP8/90000
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        a=rid:q send
        a=rid:f send
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel
        a=mid:2
        """;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var grant = new VideoGrant { RoomJoin = true, Room = "rehearsal" };
        var token = verifier.Verify(signer.Refresh(new AccessToken { Identity = "rehearsal" }, "", "", [], grant));
        var request = JoinRequestReader.Read(Convert.ToBase64String(new WrappedJoinRequest
        {
            JoinRequest = new JoinRequest { PublisherOffer = new SessionDescription { Type = "offer", Sdp = Offer } }.ToByteString(),
        }.ToByteArray()));
        var room = new Room(grant.Room, settings: null, context with { Webhooks = new Nowhere(), Log = NullLogger<Room>.Instance }, onClosed: _ => { });
        lock (room.Gate)
        {
            var participant = room.Admit(token, new JoinOptions());
            participant.Attach(new Nowhere());
            participant.Send(new SignalResponse { Join = new JoinResponse { Room = room.Info(), Participant = participant.Info(), ServerInfo = ServerDescription.Info() } });
            participant.SendToken();
            participant.Publications.Announce(new AddTrackRequest { Cid = "rehearsal", Type = TrackType.Video, Source = TrackSource.Camera, Layers = { new VideoLayer() } });
            participant.Send(new SignalResponse { Answer = new SessionDescription { Sdp = participant.Peer.Answer(request.PublisherOffer.Sdp).Sdp } });
            participant.Subscriptions.OnAnswered();
            room.Tick(context.Clock.Now, tick: 0);
            room.Close(DisconnectReason.RoomClosed);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class Nowhere : ISignalSink, IWebhookSink
    {
        public void Send(byte[] frame) { }
        public void Complete() { }
        public void Enqueue(Room room, string name) { }
        public void Enqueue(Room room, string name, Participant participant) { }
        public void Enqueue(Room room, string name, PublishedTrack track) { }
    }
}
