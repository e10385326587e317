import { DisconnectReason, RoomEvent, Track, type RemoteTrack, type Room } from "livekit-client";
import { isProblem } from "@/api/problem";
import type { MediaAccess } from "@/api/shapes";
import { mediaRoom } from "@/features/live/mediaRoom";
import { backOff } from "@/realtime/backOff";

export type PlaybackState =
  /** No connection yet. */
  | "connecting"
  /** Connected; the creator's picture is not there yet. */
  | "waiting"
  | "playing"
  /** Connected; the camera is off, the microphone is on. */
  | "soundOnly"
  /** The connection got lost, here or at the creator's side, and is coming back. */
  | "reconnecting"
  /** The same person watches in another tab, which took the place over. */
  | "elsewhere"
  /** The viewer lacks the right to watch. */
  | "refused";

export interface PlaybackEvents {
  onState: (state: PlaybackState) => void;
  /** Whether the browser refuses sound until the viewer clicks. */
  onSilenced: (silenced: boolean) => void;
}

/** Subscribes to a stream's media and keeps doing so through losses, with a fresh token each time. */
export class Playback {
  readonly #video: HTMLVideoElement;
  readonly #askAccess: () => Promise<MediaAccess>;
  readonly #events: PlaybackEvents;
  #room: Room | null = null;
  #stopped = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #muted = false;
  #played = false;

  constructor(video: HTMLVideoElement, askAccess: () => Promise<MediaAccess>, events: PlaybackEvents) {
    this.#video = video;
    this.#askAccess = askAccess;
    this.#events = events;
  }

  async start(): Promise<void> {
    const room = mediaRoom({ adaptiveStream: { pauseVideoInBackground: false } });
    this.#room = room;
    room
      .on(RoomEvent.TrackSubscribed, (track) => this.#attach(track))
      .on(RoomEvent.TrackUnsubscribed, (track) => this.#detach(track))
      .on(RoomEvent.ParticipantDisconnected, () => this.#showTracks())
      .on(RoomEvent.TrackMuted, () => this.#showTracks())
      .on(RoomEvent.TrackUnmuted, () => this.#showTracks())
      .on(RoomEvent.Reconnecting, () => this.#events.onState("reconnecting"))
      .on(RoomEvent.Reconnected, () => this.#showTracks())
      .on(RoomEvent.AudioPlaybackStatusChanged, () => this.#events.onSilenced(!room.canPlaybackAudio))
      .on(RoomEvent.Disconnected, (reason) => this.#lost(room, reason));
    try {
      const { token, serverUrl } = await this.#askAccess();
      if (this.#stopped) return;
      await room.connect(serverUrl, token);
      this.#attempt = 0;
      this.#showTracks();
    } catch (error) {
      if (isProblem(error) && error.status === 403) return this.#events.onState("refused");
      console.info("The picture could not be reached; trying again.", error);
      this.#lost(room, undefined);
    }
  }

  setMuted(muted: boolean) {
    this.#muted = muted;
    this.#video.muted = muted;
  }

  /** To be called from a click: browsers allow sound only then. */
  async allowSound() {
    this.setMuted(false);
    await this.#room?.startAudio();
  }

  async stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#room?.disconnect();
  }

  #attach(track: RemoteTrack) {
    track.attach(this.#video);
    if (this.#muted) this.#video.muted = true;
    this.#showTracks();
  }

  #detach(track: RemoteTrack) {
    track.detach(this.#video);
    this.#showTracks();
  }

  #showTracks() {
    const room = this.#room;
    if (!room || room.state !== "connected") return;
    const publications = [...room.remoteParticipants.values()].flatMap((person) => [...person.trackPublications.values()]);
    const plays = (wanted: Track.Kind) => publications.some(({ track, kind, isMuted }) => track && kind === wanted && !isMuted);
    const silent = publications.every(({ track }) => !track);
    if (silent) return this.#events.onState(this.#played ? "reconnecting" : "waiting");
    this.#played = true;
    this.#events.onState(plays(Track.Kind.Video) ? "playing" : "soundOnly");
  }

  #lost(room: Room, reason: DisconnectReason | undefined) {
    if (this.#stopped || room !== this.#room) return;
    this.#room = null;
    if (reason === DisconnectReason.DUPLICATE_IDENTITY) return this.#events.onState("elsewhere");
    this.#events.onState(this.#attempt === 0 ? "reconnecting" : "connecting");
    this.#timer = setTimeout(() => void this.start(), backOff(this.#attempt++));
  }
}
