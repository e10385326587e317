import { DisconnectReason, RoomEvent, Track, VideoPresets, type LocalTrackPublication, type Room } from "livekit-client";
import type { MediaAccess } from "@/api/shapes";
import { mediaRoom } from "@/features/live/mediaRoom";
import { backOff } from "@/realtime/backOff";
import { preferredDevice } from "./devicePreference";

export type BroadcastState = "connecting" | "live" | "reconnecting" | "elsewhere";

export interface BroadcastEvents {
  onState: (state: BroadcastState) => void;
  onDevices: (on: { camera: boolean; microphone: boolean }) => void;
  /** The browser refused a device; the other one may still work. */
  onRefused: (error: unknown) => void;
}

/** Publishes camera and microphone and keeps doing so through losses, with a fresh token each time. */
export class Broadcast {
  readonly #video: HTMLVideoElement;
  readonly #askAccess: () => Promise<MediaAccess>;
  readonly #events: BroadcastEvents;
  /** What the creator wants to be on; survives reconnects. */
  readonly #wanted = { camera: true, microphone: true };
  #room: Room | null = null;
  #stopped = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(video: HTMLVideoElement, askAccess: () => Promise<MediaAccess>, events: BroadcastEvents) {
    this.#video = video;
    this.#askAccess = askAccess;
    this.#events = events;
  }

  async start(): Promise<void> {
    const room = mediaRoom({
      dynacast: true,
      videoCaptureDefaults: { deviceId: preferredDevice("camera"), resolution: VideoPresets.h720.resolution },
      audioCaptureDefaults: { deviceId: preferredDevice("microphone") },
    });
    this.#room = room;
    room
      .on(RoomEvent.LocalTrackPublished, (publication) => this.#preview(publication))
      .on(RoomEvent.Reconnecting, () => this.#events.onState("reconnecting"))
      .on(RoomEvent.Reconnected, () => this.#events.onState("live"))
      .on(RoomEvent.Disconnected, (reason) => this.#lost(room, reason));
    try {
      const { token, serverUrl } = await this.#askAccess();
      if (this.#stopped) return;
      await room.connect(serverUrl, token);
      if (this.#stopped) return;
      this.#attempt = 0;
      this.#events.onState("live");
    } catch (error) {
      console.info("The media server could not be reached; trying again.", error);
      return this.#lost(room, undefined);
    }
    if (this.#wanted.camera && !this.#stopped) await this.setCamera(true);
    if (this.#wanted.microphone && !this.#stopped) await this.setMicrophone(true);
  }

  async setCamera(on: boolean) {
    this.#wanted.camera = on;
    await this.#set((room) => room.localParticipant.setCameraEnabled(on));
  }

  async setMicrophone(on: boolean) {
    this.#wanted.microphone = on;
    await this.#set((room) => room.localParticipant.setMicrophoneEnabled(on));
  }

  async stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const room = this.#room;
    this.#room = null;
    await room?.disconnect();
  }

  async #set(change: (room: Room) => Promise<unknown>) {
    const room = this.#room;
    if (!room) return;
    try {
      await change(room);
    } catch (error) {
      if (room === this.#room && room.state === "connected") this.#events.onRefused(error);
    }
    const { isCameraEnabled, isMicrophoneEnabled } = room.localParticipant;
    this.#events.onDevices({ camera: isCameraEnabled, microphone: isMicrophoneEnabled });
  }

  #preview({ track, source }: LocalTrackPublication) {
    if (source === Track.Source.Camera) track?.attach(this.#video);
  }

  #lost(room: Room, reason: DisconnectReason | undefined) {
    if (this.#stopped || room !== this.#room) return;
    this.#room = null;
    if (reason === DisconnectReason.DUPLICATE_IDENTITY) return this.#events.onState("elsewhere");
    this.#events.onState(this.#attempt === 0 ? "reconnecting" : "connecting");
    this.#timer = setTimeout(() => void this.start(), backOff(this.#attempt++));
  }
}
