import { beforeEach, describe, expect, it, vi } from "vitest";
import { Broadcast } from "./broadcast";

const { room, reach } = vi.hoisted(() => {
  const reached = { connected: () => {} };
  const fake = {
    on: () => fake,
    connect: () => new Promise<void>((resolve) => (reached.connected = resolve)),
    disconnect: vi.fn<() => Promise<void>>(() => Promise.resolve()),
    localParticipant: {
      isCameraEnabled: false,
      isMicrophoneEnabled: false,
      setCameraEnabled: vi.fn<() => Promise<void>>(() => Promise.resolve()),
      setMicrophoneEnabled: vi.fn<() => Promise<void>>(() => Promise.resolve()),
    },
  };
  return { room: fake, reach: reached };
});
vi.mock("@/features/live/mediaRoom", () => ({ mediaRoom: () => room }));
vi.mock("./devicePreference", () => ({ preferredDevice: () => undefined }));

const access = { token: "token", serverUrl: "ws://media.example" };
const begin = () => {
  const states: string[] = [];
  const events = { onState: (state: string) => states.push(state), onDevices: () => {}, onRefused: () => {} };
  const broadcast = new Broadcast({} as HTMLVideoElement, () => Promise.resolve(access as never), events);
  return { broadcast, states };
};

describe("a broadcast", () => {
  beforeEach(() => {
    vi.clearAllMocks();
    reach.connected = () => {};
  });

  it("opens camera and microphone when it is connected", async () => {
    const { broadcast, states } = begin();
    const started = broadcast.start();
    await vi.waitFor(() => {
      reach.connected();
      expect(states).toEqual(["live"]);
    });
    await started;
    expect(room.localParticipant.setCameraEnabled).toHaveBeenCalledWith(true);
    expect(room.localParticipant.setMicrophoneEnabled).toHaveBeenCalledWith(true);
  });

  it("opens no device when it was stopped while it connected", async () => {
    const { broadcast, states } = begin();
    const started = broadcast.start();
    await Promise.resolve();
    await broadcast.stop();
    reach.connected();
    await started;
    expect(room.disconnect).toHaveBeenCalled();
    expect(room.localParticipant.setCameraEnabled).not.toHaveBeenCalled();
    expect(states).toEqual([]);
  });

  it("opens no microphone when it was stopped while the camera opened", async () => {
    const { broadcast } = begin();
    room.localParticipant.setCameraEnabled.mockImplementationOnce(() => broadcast.stop());
    const started = broadcast.start();
    await vi.waitFor(() => {
      reach.connected();
      expect(room.localParticipant.setCameraEnabled).toHaveBeenCalled();
    });
    await started;
    expect(room.localParticipant.setMicrophoneEnabled).not.toHaveBeenCalled();
  });
});
