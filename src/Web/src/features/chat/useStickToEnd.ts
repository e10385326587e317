import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Within this distance of the end, a reader counts as following along. */
const NEAR_END_PX = 48;

/** Keeps a list scrolled to its newest entry unless the reader has scrolled back; then it counts what is new. */
export function useStickToEnd(count: number, lastId: string | undefined) {
  const list = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(count);

  const toEnd = useCallback(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
    setFollowing(true);
  }, []);

  const onScroll = useCallback(() => {
    const element = list.current;
    if (!element) return;
    setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX);
  }, []);

  useLayoutEffect(() => {
    if (following && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [following, lastId, count]);

  // The list shrinks when gifts open below it or the phone's keyboard rises.
  useEffect(() => {
    const element = list.current;
    if (!element || !following) return;
    const observer = new ResizeObserver(() => {
      element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [following]);

  if (following && seen !== count) setSeen(count);
  return { list, onScroll, toEnd, following, unseen: following ? 0 : Math.max(0, count - seen) };
}
