/**
 * The paths this client calls, in the form that openapi-typescript generates.
 * Written by hand from the public contract until the services' documents are committed.
 */
import type {
  Channel,
  Gift,
  GiftReceipt,
  GiftStatus,
  LeaderboardRow,
  MediaAccess,
  Message,
  Notification,
  Page,
  Purchase,
  SignedIn,
  Stream,
  TokenPackage,
  Transaction,
  User,
} from "./shapes";

interface Params {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
}
type Parameters<P extends Params> = (P extends { path: infer Path } ? { path: Path } : { path?: never }) & {
  query?: P["query"];
  header?: never;
  cookie?: never;
};
type Answer<Ok> = { 200: { headers: object; content: { "application/json": Ok } } };
type Get<Ok, P extends Params = object> = { get: { parameters: Parameters<P>; requestBody?: never; responses: Answer<Ok> } };
type Write<M extends string, Ok, Body, P extends Params = object> = {
  [K in M]: {
    parameters: Parameters<P>;
    requestBody: { content: { "application/json": Body } };
    responses: Answer<Ok>;
  };
};
type Bare<M extends string, Ok, P extends Params = object> = {
  [K in M]: { parameters: Parameters<P>; requestBody?: never; responses: Answer<Ok> };
};
type Id = { path: { id: string } };
type Paged = { query: { cursor?: string; limit?: number } };

export interface RegisterBody {
  email: string;
  username: string;
  displayName: string;
  password: string;
}
export interface ChannelBody {
  name: string;
  slug: string;
  description?: string;
  category?: string;
  tags?: string[];
}
export interface SetupBody {
  title: string;
  description?: string;
  category?: string;
  tags?: string[];
}

export interface paths {
  "/api/auth/register": Write<"post", SignedIn, RegisterBody>;
  "/api/auth/login": Write<"post", SignedIn, { login: string; password: string }>;
  "/api/auth/guest": Bare<"post", { guest: { id: string } }>;
  "/api/auth/logout": Bare<"post", undefined>;
  "/api/auth/user": Get<User>;
  "/api/auth/profile": Write<"put", User, { displayName: string; bio: string }>;
  "/api/channels": Write<"post", Channel, ChannelBody>;
  "/api/channels/mine": Get<Channel>;
  "/api/channels/{slug}": Get<Channel, { path: { slug: string } }>;
  "/api/channels/{id}/follow": Bare<"post" | "delete", undefined, Id>;
  "/api/streams/live": Get<
    Page<Stream>,
    { query: { category?: string; followed?: boolean; order?: "viewers" | "newest"; cursor?: string; limit?: number } }
  >;
  "/api/streams/mine": Get<Page<Stream>, Paged>;
  "/api/streams/setup": Write<"post", Stream, SetupBody>;
  "/api/streams/go-live": Write<"post", { stream: Stream; token: string; serverUrl: string }, { streamId?: string }>;
  "/api/streams/{id}": Get<Stream, Id> & Write<"patch", Stream, Partial<SetupBody>, Id>;
  "/api/streams/{id}/end": Bare<"post", Stream, Id>;
  "/api/streams/{id}/token": Get<MediaAccess, Id>;
  "/api/streams/{id}/broadcast-token": Get<MediaAccess, Id>;
  "/api/streams/{id}/messages": Get<Page<Message>, Id & { query: { after?: number; cursor?: string; limit?: number } }>;
  "/api/streams/{id}/gifts": Write<"post", GiftReceipt, { giftId: string; quantity: number }, Id>;
  "/api/streams/{id}/gifts/{giftSendId}": Get<GiftStatus, { path: { id: string; giftSendId: string } }>;
  "/api/streams/{id}/leaderboard": Get<{ items: LeaderboardRow[] }, Id>;
  "/api/gifts": Get<{ items: Gift[] }>;
  "/api/tokens/balance": Get<{ balance: number }>;
  "/api/tokens/packages": Get<{ items: TokenPackage[] }>;
  "/api/tokens/transactions": Get<Page<Transaction>, Paged>;
  "/api/tokens/purchases": Write<
    "post",
    Purchase,
    { packageId: string; provider: "sandbox"; paymentMethod: "pm_ok" | "pm_declined" }
  >;
  "/api/notifications": Get<Page<Notification> & { unreadCount?: number }, Paged>;
  "/api/notifications/read-all": Bare<"post", undefined>;
  "/api/notifications/{id}/read": Bare<"post", undefined, Id>;
}
