using Streaming.Contracts;

namespace Streaming.WalletService;

/// <summary>A <see cref="GiftRequested"/> whose parts make sense.</summary>
internal sealed record GiftChargeRequest(Guid GiftSendId, Guid StreamId, Guid CreatorId, Guid SenderId, Amount Amount)
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">It can't be charged by trying again: it belongs on the error queue.</exception>
    public static GiftChargeRequest Of(GiftRequested message) => message.TotalTokens > 0
        ? new GiftChargeRequest(
            Guid.Parse(message.GiftSendId),
            Guid.Parse(message.StreamId),
            Guid.Parse(message.CreatorId),
            Guid.Parse(message.SenderId),
            Amount.OfTokens(message.TotalTokens))
        : throw new FormatException($"The gift {message.GiftSendId} costs {message.TotalTokens} tokens.");
}
