import { expect, it } from "vitest";
import { hubProblem } from "./hubProblem";

it("reads code and sentence from a hub's refusal", () => {
  const refusal = new Error("An unexpected error occurred invoking 'SendMessage' on the server. HubException: slow_mode: Wait 3 s.");
  const { code, details } = hubProblem(refusal);
  expect([code, details.detail]).toEqual(["slow_mode", "Wait 3 s."]);
});

it("takes anything else for a lost connection", () => {
  expect(hubProblem(new Error("Cannot send data if the connection is not in the 'Connected' State.")).code).toBe("offline");
});
