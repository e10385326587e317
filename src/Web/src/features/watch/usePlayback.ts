import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { api, ask } from "@/api/client";
import type { Playback, PlaybackState } from "./playback";

const MUTED_KEY = "player-muted";

/** Plays a stream's media in the element while `active`. The media library comes with the first use. */
export function usePlayback(streamId: string, active: boolean, video: RefObject<HTMLVideoElement | null>) {
  const playback = useRef<Playback | null>(null);
  const [state, setState] = useState<PlaybackState>("connecting");
  const [silenced, setSilenced] = useState(false);
  const [muted, setMutedState] = useState(() => localStorage.getItem(MUTED_KEY) === "true");
  const [round, setRound] = useState(0);
  const mutedNow = useRef(muted);

  useEffect(() => {
    const element = video.current;
    if (!active || !element) return;
    let gone = false;
    const askAccess = () => ask(api.GET("/api/streams/{id}/token", { params: { path: { id: streamId } } }));
    void import("./playback").then(({ Playback }) => {
      if (gone) return;
      playback.current = new Playback(element, askAccess, { onState: setState, onSilenced: setSilenced });
      playback.current.setMuted(mutedNow.current);
      setState("connecting");
      void playback.current.start();
    });
    return () => {
      gone = true;
      void playback.current?.stop();
      playback.current = null;
    };
  }, [streamId, active, video, round]);

  const setMuted = useCallback((next: boolean) => {
    mutedNow.current = next;
    localStorage.setItem(MUTED_KEY, String(next));
    setMutedState(next);
    if (next) playback.current?.setMuted(true);
    else void playback.current?.allowSound();
  }, []);

  const retry = useCallback(() => setRound((value) => value + 1), []);
  return { state, silenced: silenced && !muted, muted, setMuted, retry };
}
