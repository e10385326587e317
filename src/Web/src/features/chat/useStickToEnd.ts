import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Within this distance of the end, a reader counts as following along. */
const NEAR_END_PX = 48;

/**
 * Keeps a list scrolled to its newest entry unless the reader has scrolled back; then it counts what is new.
 * @param last The number of the newest entry; numbers grow by one.
 */
export function useStickToEnd(last: number) {
  const list = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(last);
  if (following && seen !== last) setSeen(last);

  const scroll = useCallback(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  const toEnd = useCallback(() => {
    scroll();
    setFollowing(true);
  }, [scroll]);

  const onScroll = useCallback(() => {
    const element = list.current;
    if (!element) return;
    setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX);
  }, []);

  useLayoutEffect(() => {
    if (following) scroll();
  }, [following, last, scroll]);

  // The list shrinks when gifts open below it or the phone's keyboard rises.
  useEffect(() => {
    if (!list.current || !following) return;
    const observer = new ResizeObserver(scroll);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [following, scroll]);

  return { list, onScroll, toEnd, unseen: following ? 0 : last - seen };
}
