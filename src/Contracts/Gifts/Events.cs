namespace Streaming.Contracts;

/// <summary>An entry of the gift catalogue; the <c>gift</c> shape of the public API.</summary>
/// <param name="Id">Stable short name, e.g. <c>rocket</c>.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Emoji">One emoji.</param>
/// <param name="Tokens">Price of one.</param>
/// <param name="Animation"><c>float</c>, <c>burst</c>, <c>confetti</c> or <c>fireworks</c>.</param>
/// <param name="Rarity"><c>common</c>, <c>rare</c>, <c>epic</c> or <c>legendary</c>.</param>
public sealed record GiftView(string Id, string Name, string Emoji, int Tokens, string Animation, string Rarity);

/// <summary>Someone wants to send a gift; nothing is paid or shown yet. WalletService answers with
/// <see cref="TokensDeducted"/> or <see cref="TokensDeductionRejected"/>, idempotent on <paramref name="GiftSendId"/>.</summary>
/// <param name="GiftSendId">UUID of this sending.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="CreatorId">Who earns.</param>
/// <param name="SenderId">Who pays.</param>
/// <param name="TotalTokens">Price × quantity, positive.</param>
/// <param name="At">UTC.</param>
public sealed record GiftRequested(string GiftSendId, string StreamId, string CreatorId, string SenderId, long TotalTokens, DateTimeOffset At);

/// <summary>A gift is paid and may be shown to everyone; published once per gift. Also the <c>gift:sent</c> hub message.</summary>
/// <param name="Id">The sending's UUID; show each id once.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="CreatorId">Who earns.</param>
/// <param name="Sender">Who gave.</param>
/// <param name="Gift">What was given.</param>
/// <param name="Quantity">1–999.</param>
/// <param name="TotalTokens">Price × quantity.</param>
/// <param name="At">UTC.</param>
public sealed record GiftSent(string Id, string StreamId, string CreatorId, PublicUser Sender, GiftView Gift, int Quantity, long TotalTokens, DateTimeOffset At);
