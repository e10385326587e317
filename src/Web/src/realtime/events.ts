import type { ChatSettings, GiftSent, Message, Notification, Stream, StreamStats, User } from "@/api/shapes";

/** What the hub sends, by name. */
export interface HubEvents {
  "chat:message": Message;
  "chat:history": { streamId: string; items: Message[] };
  "chat:deleted": { streamId: string; messageId: string; reason?: string };
  "chat:settings": ChatSettings;
  "viewer:count": { streamId: string; count: number };
  "viewer:joined": { streamId: string; user: User };
  "viewer:left": { streamId: string; user: User };
  "gift:sent": GiftSent;
  "stream:started": Stream;
  "stream:updated": Stream;
  "stream:ended": { streamId: string; reason: string; stats: StreamStats };
  notification: Notification;
}

export type HubEvent = keyof HubEvents;

export const hubEvents: readonly HubEvent[] = [
  "chat:message",
  "chat:history",
  "chat:deleted",
  "chat:settings",
  "viewer:count",
  "viewer:joined",
  "viewer:left",
  "gift:sent",
  "stream:started",
  "stream:updated",
  "stream:ended",
  "notification",
];

/** The answer to JoinStream. */
export interface Joined {
  viewerCount: number;
  settings?: ChatSettings | null;
  history: Message[];
}

/** One open connection. */
export interface HubLink {
  invoke(method: string, ...parameters: unknown[]): Promise<unknown>;
  stop(): Promise<void>;
}

export interface LinkEvents {
  onEvent: (name: HubEvent, payload: unknown) => void;
  onClosed: () => void;
}

export type OpenLink = (events: LinkEvents) => Promise<HubLink>;
