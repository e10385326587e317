import { useEffect, useEffectEvent } from "react";

export function useInterval(work: () => void, milliseconds: number) {
  const tick = useEffectEvent(work);
  useEffect(() => {
    const timer = setInterval(() => tick(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}
