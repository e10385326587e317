import { useEffect, useEffectEvent } from "react";

const FLOOR_DB = -55;
const FALL_PER_FRAME = 0.04;

/** Calls back with 0–1 for every painted frame while the stream has a microphone. */
export function useMicLevel(stream: MediaStream | undefined, onLevel: (level: number) => void) {
  const report = useEffectEvent(onLevel);

  useEffect(() => {
    if (!stream?.getAudioTracks().length) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let shown = 0;
    let frame = 0;

    function measure() {
      analyser.getFloatTimeDomainData(samples);
      shown = Math.max(levelOf(samples), shown - FALL_PER_FRAME);
      report(shown);
      frame = requestAnimationFrame(measure);
    }
    frame = requestAnimationFrame(measure);
    return () => {
      cancelAnimationFrame(frame);
      void context.close();
    };
  }, [stream]);
}

/** Loudness of a block of samples from silence (0) to full scale (1), in decibels as ears hear it. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  const decibel = power > 0 ? 10 * Math.log10(power) : FLOOR_DB;
  return Math.min(1, Math.max(0, 1 - decibel / FLOOR_DB));
}
