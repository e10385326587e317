import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { api, ask } from "@/api/client";
import type { Broadcast, BroadcastState } from "./broadcast";
import { captureProblemOf, type CaptureProblem } from "./captureProblem";

/** Publishes from this page while `active`; after a reload it simply continues with a new token. */
export function useBroadcast(streamId: string, active: boolean, video: RefObject<HTMLVideoElement | null>) {
  const broadcast = useRef<Broadcast | null>(null);
  const [state, setState] = useState<BroadcastState>("connecting");
  const [devices, setDevices] = useState({ camera: false, microphone: false });
  const [problem, setProblem] = useState<CaptureProblem>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    const element = video.current;
    if (!active || !element) return;
    let gone = false;
    const askAccess = () => ask(api.GET("/api/streams/{id}/broadcast-token", { params: { path: { id: streamId } } }));
    void import("./broadcast").then(({ Broadcast }) => {
      if (gone) return;
      setProblem(undefined);
      setState("connecting");
      broadcast.current = new Broadcast(element, askAccess, {
        onState: setState,
        onDevices: setDevices,
        onRefused: (error) => setProblem(captureProblemOf(error)),
      });
      void broadcast.current.start();
    });
    return () => {
      gone = true;
      void broadcast.current?.stop();
      broadcast.current = null;
    };
  }, [streamId, active, video, round]);

  const retry = useCallback(() => setRound((value) => value + 1), []);
  return {
    state,
    problem,
    ...devices,
    toggleCamera: () => void broadcast.current?.setCamera(!devices.camera),
    toggleMicrophone: () => void broadcast.current?.setMicrophone(!devices.microphone),
    retry,
  };
}
