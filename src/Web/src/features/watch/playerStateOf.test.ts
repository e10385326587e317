import { expect, it } from "vitest";
import { onAir } from "@/test/people";
import { playerStateOf } from "./playerStateOf";

it("says that a stream ended even while a last picture plays", () => {
  expect(playerStateOf(onAir({ status: "ended" }), "playing", false)).toBe("ended");
});

it("never plays the creator's own stream: it would take the broadcast's place", () => {
  expect(playerStateOf(onAir(), "connecting", true)).toBe("own");
});

it("tells a creator who lost the connection from one who has not begun", () => {
  expect(playerStateOf(onAir({ publisher: "reconnecting" }), "waiting", false)).toBe("reconnecting");
  expect(playerStateOf(onAir({ publisher: "absent" }), "waiting", false)).toBe("starting");
});

it("shows a picture that arrives whatever the service has heard so far", () => {
  expect(playerStateOf(onAir({ publisher: "absent" }), "playing", false)).toBe("playing");
});
