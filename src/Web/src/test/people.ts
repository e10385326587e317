import type { GiftSent, Message, Stream, User } from "@/api/shapes";

/** Small examples of the contract's shapes for tests. */
export function someone(id = "u1", displayName = "Ada"): User {
  return { id, username: displayName.toLowerCase(), displayName, avatarUrl: null, bio: null, roles: ["viewer"] };
}

export function said(seq: number, content = `message ${seq}`): Message {
  const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, seq)).toISOString();
  return { id: `m${seq}`, streamId: "s1", seq, user: someone(), content, replyTo: null, type: "chat", createdAt };
}

export function given(id: string, animation: GiftSent["gift"]["animation"] = "float"): GiftSent {
  const gift = { id: "rose", name: "Rose", emoji: "🌹", tokens: 1, animation, rarity: "common" as const };
  return { id, streamId: "s1", sender: someone(), gift, quantity: 1, totalTokens: 1 };
}

export function onAir(change: Partial<Stream> = {}): Stream {
  return {
    id: "s1",
    channel: { id: "c1", slug: "ada", name: "Ada" },
    creator: someone(),
    title: "Synths",
    description: null,
    category: null,
    tags: [],
    status: "live",
    visibility: "public",
    sensitivity: "everyone",
    roomName: "room",
    recording: { status: "none", url: null, expiresAt: null },
    price: 0,
    scheduledFor: null,
    startedAt: "2026-01-01T00:00:00Z",
    endedAt: null,
    durationSeconds: null,
    viewerCount: 0,
    peakViewers: 0,
    totalViews: 0,
    giftTokens: 0,
    revenueTokens: 0,
    enrollmentCount: 0,
    thumbnailUrl: null,
    endReason: null,
    publisher: "connected",
    version: 1,
    ...change,
  };
}
