export type CaptureProblem = "denied" | "missing" | "busy" | "insecure" | "unknown";

/** Why the browser gave no camera or microphone. Names by the Media Capture specification. */
export function captureProblemOf(error: unknown): CaptureProblem {
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "unknown";
}

export const captureHelp: Record<CaptureProblem, { title: string; steps: string[] }> = {
  denied: {
    title: "Your browser keeps the camera and microphone closed",
    steps: [
      "Click the camera or settings mark at the left of the address bar.",
      "Allow the camera and the microphone for this site.",
      "On a Mac or a phone, also allow the browser itself in the system's privacy settings.",
    ],
  },
  missing: {
    title: "No camera or microphone was found",
    steps: ["Plug one in, or switch it on.", "Bluetooth devices may need to be paired again."],
  },
  busy: {
    title: "Another program is using the camera or microphone",
    steps: ["Close other video calls and tabs that use it.", "If that doesn't help, unplug the device and plug it in again."],
  },
  insecure: {
    title: "Cameras work on secure addresses only",
    steps: ["Open this page with https://, or as http://localhost on this machine."],
  },
  unknown: {
    title: "The camera or microphone could not be opened",
    steps: ["Reload the page and try again.", "If it persists, restart the browser."],
  },
};
