import { useEffect, useState } from "react";

/** Cameras and microphones that are plugged in. Their names are known once the browser has given leave (`opened`). */
export function useDevices(opened: boolean) {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);

  useEffect(() => {
    const media = navigator.mediaDevices;
    if (!media) return;
    let gone = false;
    const refresh = () =>
      void media.enumerateDevices().then(
        (found) => !gone && setDevices(found.filter(({ deviceId }) => deviceId)),
        (error: unknown) => console.info("The browser lists no devices.", error),
      );
    refresh();
    media.addEventListener("devicechange", refresh);
    return () => {
      gone = true;
      media.removeEventListener("devicechange", refresh);
    };
  }, [opened]);

  return {
    cameras: devices.filter(({ kind }) => kind === "videoinput"),
    microphones: devices.filter(({ kind }) => kind === "audioinput"),
  };
}
