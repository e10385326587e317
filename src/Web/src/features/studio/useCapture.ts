import { useCallback, useEffect, useState } from "react";
import { captureProblemOf, type CaptureProblem } from "./captureProblem";
import { preferDevice, preferredDevice, type DeviceKind } from "./devicePreference";

const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/** Camera and microphone for the preview, opened while the page is shown and closed afterwards. */
export function useCapture() {
  const [camera, setCamera] = useState(() => preferredDevice("camera"));
  const [microphone, setMicrophone] = useState(() => preferredDevice("microphone"));
  const [stream, setStream] = useState<MediaStream>();
  const [problem, setProblem] = useState<CaptureProblem>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    let gone = false;
    let opened: MediaStream | undefined;
    void open(camera, microphone).then(
      (media) => {
        opened = media;
        if (gone) return close(media);
        setProblem(undefined);
        setStream(media);
      },
      (error: unknown) => {
        if (gone) return;
        setStream(undefined);
        setProblem(navigator.mediaDevices ? captureProblemOf(error) : "insecure");
      },
    );
    return () => {
      gone = true;
      if (opened) close(opened);
    };
  }, [camera, microphone, round]);

  const choose = useCallback((kind: DeviceKind, deviceId: string) => {
    preferDevice(kind, deviceId);
    if (kind === "camera") setCamera(deviceId);
    else setMicrophone(deviceId);
  }, []);

  const retry = useCallback(() => setRound((value) => value + 1), []);
  return { stream, problem, choose, retry };
}

/** Whoever has only a camera or only a microphone can go live too. */
async function open(camera: string | undefined, microphone: string | undefined): Promise<MediaStream> {
  const video = { ...CAMERA, deviceId: camera };
  const audio = { deviceId: microphone };
  const media = navigator.mediaDevices;
  try {
    return await media.getUserMedia({ video, audio });
  } catch (error) {
    if (captureProblemOf(error) !== "missing") throw error;
    return media.getUserMedia({ video }).catch(() => media.getUserMedia({ audio }));
  }
}

function close(media: MediaStream) {
  for (const track of media.getTracks()) track.stop();
}
