/** The contract's shapes by their everyday names, and the hub's, which no OpenAPI document describes. */
import type { components as ChatComponents } from "./generated/chat";
import type { components as GiftComponents } from "./generated/gift";
import type { components as IdentityComponents } from "./generated/identity";
import type { components as NotificationComponents } from "./generated/notification";
import type { components as StreamComponents } from "./generated/stream";
import type { components as WalletComponents } from "./generated/wallet";

type Identity = IdentityComponents["schemas"];
type Streams = StreamComponents["schemas"];
type Chat = ChatComponents["schemas"];
type Gifts = GiftComponents["schemas"];
type Wallet = WalletComponents["schemas"];

export type User = Identity["PublicUser"];
export type Account = Identity["AccountView"];
export type RegisterBody = Identity["RegisterRequest"];

export type Channel = Streams["ChannelView"];
export type ChannelBody = Streams["NewChannel"];
export type Stream = Streams["StreamView"];
export type SetupBody = Streams["StreamDetails"];
export type StreamEdit = Streams["StreamEdit"];
export type MediaAccess = Streams["MediaAccess"];

export type Message = Chat["Message"];
export type ChatSettings = Chat["ChatSettings"];

export type Gift = Gifts["GiftView"];

export type TokenPackage = Wallet["PackageView"];
export type Transaction = Wallet["TransactionView"];

export type Notification = NotificationComponents["schemas"]["NotificationView"];

/** The hub's `gift:sent`. */
export interface GiftSent {
  id: string;
  streamId: string;
  sender: User;
  gift: Gift;
  quantity: number;
  totalTokens: number;
}

/** What the hub's `stream:ended` says was saved. */
export interface StreamStats {
  durationSeconds: number;
  peakViewers: number;
  totalViews: number;
  giftTokens: number;
  revenueTokens: number;
}
