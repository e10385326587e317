using System.ComponentModel.DataAnnotations;
using Streaming.Contracts;

namespace Streaming.GiftService;

/// <summary>What to give.</summary>
/// <param name="GiftId">One of <c>GET /api/gifts</c>.</param>
/// <param name="Quantity">1–999.</param>
public sealed record GiftOrder(
    [property: Required, StringLength(50, MinimumLength = 1)] string GiftId,
    [property: Range(1, 999)] int Quantity);

/// <summary>A gift that is paid and shown.</summary>
/// <param name="Id">UUID of this sending.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Gift">What was given.</param>
/// <param name="Quantity">How many.</param>
/// <param name="TotalTokens">What it cost.</param>
/// <param name="Status">Always <c>sent</c>.</param>
/// <param name="NewBalance">The caller's tokens after it.</param>
public sealed record SentGift(string Id, string StreamId, GiftView Gift, int Quantity, long TotalTokens, string Status, long NewBalance);

/// <summary>A gift that is stored and will be decided; the promise holds whatever dies meanwhile.</summary>
/// <param name="Id">UUID of this sending.</param>
/// <param name="Status">Always <c>pending</c>.</param>
/// <param name="Location">Where the outcome can be read. Repeating the request gives this same answer again.</param>
public sealed record PendingGift(string Id, string Status, string Location);

/// <summary>A sending as it is now.</summary>
/// <param name="Id">UUID of this sending.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Gift">What was given.</param>
/// <param name="Quantity">How many.</param>
/// <param name="TotalTokens">What it costs.</param>
/// <param name="Status"><c>pending</c>, <c>sent</c> or <c>rejected</c>.</param>
/// <param name="NewBalance">The caller's tokens after it was sent, or when it was rejected; null while pending.</param>
/// <param name="Code">Why it was rejected: a problem code, e.g. <c>insufficient_tokens</c>.</param>
public sealed record GiftStatus(
    string Id, string StreamId, GiftView Gift, int Quantity, long TotalTokens, string Status, long? NewBalance, string? Code);
