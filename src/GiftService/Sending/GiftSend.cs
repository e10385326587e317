using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.GiftService;

/// <summary>A row of <c>gift_sends</c> with its sender's profile, as it was when it was read.</summary>
internal sealed record GiftSend(
    Guid Id,
    Guid StreamId,
    Guid ChannelId,
    Guid CreatorId,
    Guid SenderId,
    string Gift,
    int Quantity,
    long TotalTokens,
    string Status,
    long? Balance,
    string? Code,
    DateTimeOffset RequestedAt,
    DateTimeOffset? SettledAt,
    string Profile)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public bool IsSettled => Status != Pending;

    public const string Pending = "pending";
    public const string Sent = "sent";
    public const string Rejected = "rejected";

    public GiftView GiftView => JsonSerializer.Deserialize<GiftView>(Gift, Json) ?? throw new JsonException("An empty gift was stored.");

    public static string Write(GiftView gift) => JsonSerializer.Serialize(gift, Json);

    public GiftRequested Request() => new(Id.ToString(), StreamId.ToString(), CreatorId.ToString(), SenderId.ToString(), TotalTokens, RequestedAt);

    public GiftSent Announcement() => new(
        Id.ToString(), StreamId.ToString(), CreatorId.ToString(), People.Read(Profile), GiftView, Quantity, TotalTokens, SettledAt ?? RequestedAt);
}
