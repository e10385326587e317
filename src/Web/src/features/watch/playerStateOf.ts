import type { Stream } from "@/api/shapes";
import { isOver } from "@/features/live/isOver";
import type { PlaybackState } from "./playback";

export type ShownState = "ended" | "own" | "elsewhere" | "refused" | "playing" | "soundOnly" | "starting" | "reconnecting" | "connecting";

/** What the viewer is told, from what the service says of the stream and what the media connection does. */
export function playerStateOf(stream: Stream, playback: PlaybackState, own: boolean): ShownState {
  if (isOver(stream)) return "ended";
  if (own) return "own";
  if (playback === "elsewhere" || playback === "refused") return playback;
  if (playback === "playing") return "playing";
  if (playback === "soundOnly" && stream.publisher !== "reconnecting") return "soundOnly";
  if (stream.publisher === "reconnecting" || playback === "reconnecting") return "reconnecting";
  return playback === "waiting" ? "starting" : "connecting";
}
