import { LogLevel, Room, setLogLevel, type RoomOptions } from "livekit-client";

setLogLevel(LogLevel.warn);

/** A media room, not connected yet. Only modules that are loaded on demand import this file, and with it the media library. */
export function mediaRoom(options: RoomOptions): Room {
  return new Room(options);
}
