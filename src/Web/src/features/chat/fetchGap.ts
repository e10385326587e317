import { api, ask } from "@/api/client";
import type { Message } from "@/api/shapes";
import type { Gap } from "./chatLog";

const PAGE = 100;
const MAX_PAGES = 5;

/** What was said within a gap, for example while the connection was away. */
export async function fetchGap(streamId: string, { after, until }: Gap): Promise<Message[]> {
  const found: Message[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const from = found.at(-1)?.seq ?? after;
    const { items } = await ask(
      api.GET("/api/streams/{id}/messages", { params: { path: { id: streamId }, query: { after: from, limit: PAGE } } }),
    );
    found.push(...items);
    const last = items.at(-1);
    if (!last || last.seq >= until - 1) break;
  }
  return found;
}
