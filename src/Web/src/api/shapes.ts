/** The public contract's shapes by their everyday names. */

export interface User {
  id: string;
  username: string;
  displayName: string;
  avatarUrl: string | null;
  bio: string | null;
  roles: string[];
}

export interface Channel {
  id: string;
  slug: string;
  name: string;
  description: string | null;
  category: string | null;
  tags: string[];
  owner: User;
  followerCount: number;
  isLive: boolean;
  liveStreamId: string | null;
  /** Whether the asker follows it; absent for guests. */
  isFollowing?: boolean | null;
}

export type StreamStatus = "scheduled" | "live" | "ending" | "ended" | "archived" | "cancelled";

export interface Stream {
  id: string;
  channel: { id: string; slug: string; name: string };
  creator: User;
  title: string;
  description: string | null;
  category: string | null;
  tags: string[];
  status: StreamStatus;
  visibility: "public" | "unlisted" | "followers";
  price: number;
  scheduledFor: string | null;
  startedAt: string | null;
  endedAt: string | null;
  durationSeconds: number | null;
  viewerCount: number;
  peakViewers: number;
  totalViews: number;
  giftTokens: number;
  revenueTokens: number;
  enrollmentCount: number;
  thumbnailUrl: string | null;
  endReason: string | null;
  publisher?: "absent" | "connected" | "reconnecting";
  version?: number;
}

export interface StreamStats {
  durationSeconds: number;
  peakViewers: number;
  totalViews: number;
  giftTokens: number;
  revenueTokens: number;
}

export interface Gift {
  id: string;
  name: string;
  emoji: string;
  tokens: number;
  animation: "float" | "burst" | "confetti" | "fireworks";
  rarity: "common" | "rare" | "epic" | "legendary";
}

export interface GiftSent {
  id: string;
  streamId: string;
  sender: User;
  gift: Gift;
  quantity: number;
  totalTokens: number;
}

export interface GiftReceipt {
  id: string;
  status: "sent" | "pending";
  newBalance?: number;
  location?: string;
}

export interface GiftStatus {
  id: string;
  status: "pending" | "sent" | "rejected";
  newBalance: number | null;
  /** Why it was rejected: a problem code. */
  code: string | null;
}

export interface LeaderboardRow {
  user: User;
  tokens: number;
  rank: number;
}

export interface Message {
  id: string;
  streamId: string;
  /** 1, 2, 3 … within the stream; a missing number was deleted or is still to come. */
  seq: number;
  user: User;
  content: string;
  replyTo: string | null;
  type: "chat" | "system" | "gift";
  createdAt: string;
}

export interface ChatSettings {
  streamId: string;
  chatEnabled: boolean;
  slowModeSeconds: number;
}

export interface Transaction {
  id: string;
  type: string;
  amount: number;
  balanceAfter: number;
  reason: string;
  reference: string | null;
  createdAt: string;
}

export interface TokenPackage {
  id: string;
  name: string;
  tokens: number;
  /** Amount in the currency's minor unit, e.g. 499 for 4.99. */
  price: { amount: number; currency: string };
}

export interface Purchase {
  id: string;
  status: "completed" | "declined";
  tokens: number;
  newBalance: number;
}

export interface Notification {
  id: string;
  type: string;
  title: string;
  body: string | null;
  link: string | null;
  createdAt: string;
  readAt?: string | null;
}

export interface MediaAccess {
  token: string;
  serverUrl: string;
  identity: string;
}

export interface SignedIn {
  accessToken: string | null;
  expiresIn: number;
  refreshToken: string | null;
  user: User;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
