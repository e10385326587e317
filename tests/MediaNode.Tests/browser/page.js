// What the tests drive in the page: an unmodified livekit-client with its defaults.
const { Room, RoomEvent, VideoQuality } = window.LivekitClient;
const events = [];
let room;
let connectStarted = 0;

const record = (name, detail) => events.push({ name, detail, at: performance.now() });

function show(track, publication, participant) {
  const element = track.attach();
  element.muted = true;
  element.dataset.source = `${participant.identity}/${publication.source}`;
  element.dataset.sid = track.sid;
  document.getElementById('media').append(element);
  element.play().catch(() => {});
  if (element.requestVideoFrameCallback) element.requestVideoFrameCallback(() => record('firstFrame', element.dataset.source));
}

function hide(track) {
  track.detach();
  document.querySelectorAll(`[data-sid="${track.sid}"]`).forEach(element => element.remove());
}

async function join(url, token, options = {}) {
  events.length = 0;
  room = new Room(options);
  const named = (participant, publication) => `${participant.identity}/${publication.source}`;
  room.on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
    record('trackSubscribed', named(participant, publication));
    show(track, publication, participant);
  });
  room.on(RoomEvent.TrackUnsubscribed, (track, publication, participant) => {
    record('trackUnsubscribed', named(participant, publication));
    hide(track);
  });
  room.on(RoomEvent.TrackPublished, (publication, participant) => record('trackPublished', named(participant, publication)));
  room.on(RoomEvent.TrackUnpublished, (publication, participant) => record('trackUnpublished', named(participant, publication)));
  room.on(RoomEvent.TrackMuted, (publication, participant) => record('trackMuted', named(participant, publication)));
  room.on(RoomEvent.TrackUnmuted, (publication, participant) => record('trackUnmuted', named(participant, publication)));
  room.on(RoomEvent.ParticipantConnected, participant => record('participantConnected', participant.identity));
  room.on(RoomEvent.ParticipantDisconnected, participant => record('participantDisconnected', participant.identity));
  room.on(RoomEvent.ParticipantMetadataChanged, (_, participant) => record('metadataChanged', `${participant.identity}=${participant.metadata}`));
  room.on(RoomEvent.RoomMetadataChanged, metadata => record('roomMetadataChanged', metadata));
  room.on(RoomEvent.ActiveSpeakersChanged, speakers => record('speakers', speakers.map(s => s.identity).join()));
  room.on(RoomEvent.DataReceived, (payload, participant, _, topic) => record('data', `${participant?.identity ?? 'server'}/${topic}/${new TextDecoder().decode(payload)}`));
  room.on(RoomEvent.SignalReconnecting, () => record('signalReconnecting'));
  room.on(RoomEvent.Reconnecting, () => record('reconnecting'));
  room.on(RoomEvent.Reconnected, () => record('reconnected'));
  room.on(RoomEvent.Disconnected, reason => record('disconnected', String(reason)));
  connectStarted = performance.now();
  await room.connect(url, token);
}

const leave = () => room.disconnect();
const publish = () => room.localParticipant.enableCameraAndMicrophone();
const camera = on => room.localParticipant.setCameraEnabled(on);
const microphone = on => room.localParticipant.setMicrophoneEnabled(on);
const unpublishCamera = () => room.localParticipant.unpublishTrack([...room.localParticipant.videoTrackPublications.values()][0].track);
const sendData = (text, topic, to) => room.localParticipant.publishData(new TextEncoder().encode(text), { reliable: true, topic, destinationIdentities: to });
const simulate = scenario => room.simulateScenario(scenario);
const state = () => room?.state ?? 'none';
const seen = (name, detail) => events.filter(e => e.name === name && (detail === undefined || e.detail === detail)).length;
const forget = () => { events.length = 0; };
const participants = () => [...room.remoteParticipants.values()].map(p => p.identity);

/** Milliseconds from the call of connect to the first decoded frame; null before it. */
const firstFrameAfter = source => {
  const first = events.find(e => e.name === 'firstFrame' && e.detail === source);
  return first ? first.at - connectStarted : null;
};

function watchInLowQuality() {
  for (const participant of room.remoteParticipants.values())
    for (const publication of participant.videoTrackPublications.values()) publication.setVideoQuality(VideoQuality.LOW);
}

/** What is decoded of a remote track now. */
async function received(source) {
  for (const participant of room.remoteParticipants.values()) {
    for (const publication of participant.trackPublications.values()) {
      if (`${participant.identity}/${publication.source}` !== source || !publication.track) continue;
      const element = document.querySelector(`[data-sid="${publication.track.sid}"]`);
      const stats = await publication.track.receiver.getStats();
      for (const entry of stats.values())
        if (entry.type === 'inbound-rtp')
          return { frames: entry.framesDecoded ?? 0, bytes: entry.bytesReceived, width: entry.frameWidth ?? 0, elementWidth: element?.videoWidth ?? 0, energy: entry.totalAudioEnergy ?? 0 };
    }
  }
  return { frames: 0, bytes: 0, width: 0, elementWidth: 0, energy: 0 };
}

let encoder;

/** Publishes camera and microphone as an encoder would: a plain RTCPeerConnection and one POST. */
async function whip(url, token) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
  const connection = new RTCPeerConnection();
  stream.getTracks().forEach(track => connection.addTransceiver(track, { direction: 'sendonly', streams: [stream] }));
  await connection.setLocalDescription(await connection.createOffer());
  const headers = { 'Content-Type': 'application/sdp', Authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', headers, body: connection.localDescription.sdp });
  if (response.status === 201) await connection.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  encoder = { connection, resource: new URL(response.headers.get('Location') ?? '', url), headers };
  return response.status;
}

async function stopWhip() {
  const response = await fetch(encoder.resource, { method: 'DELETE', headers: encoder.headers });
  encoder.connection.close();
  return response.status;
}
