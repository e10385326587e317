export type DeviceKind = "camera" | "microphone";

const keyOf = (kind: DeviceKind) => `device-${kind}`;

/** The device chosen last on this browser; undefined lets the browser choose. */
export function preferredDevice(kind: DeviceKind): string | undefined {
  return localStorage.getItem(keyOf(kind)) ?? undefined;
}

export function preferDevice(kind: DeviceKind, deviceId: string) {
  localStorage.setItem(keyOf(kind), deviceId);
}
