using Microsoft.Extensions.Options;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>
/// A gift from click to outcome: the intent and <see cref="GiftRequested"/> commit together, WalletService charges
/// (its <c>Gifts/GiftCharging.cs</c>) and answers over the bus, <see cref="GiftPaid"/> or <see cref="GiftRefused"/> settles.
/// </summary>
internal sealed class GiftSending(
    GiftCatalogue catalogue, StreamDirectory streams, GiftSends sends, GiftOutcomes outcomes, IOptions<GiftSendingOptions> options, TimeProvider time)
{
    /// <summary>Stores the intent, unless an earlier try of the same request did, and waits for the outcome.</summary>
    public async Task<GiftSend> SendAsync(Guid id, Guid streamId, GiftOrder order, PublicUser sender, CancellationToken cancellation)
    {
        var earlier = await sends.FindAsync(id, cancellation);
        if (earlier is null)
        {
            await AddAsync(id, streamId, order, sender, cancellation);
        }
        else if (earlier.GiftView.Id != order.GiftId || earlier.Quantity != order.Quantity)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, ProblemCodes.IdempotencyMismatch, "This Idempotency-Key was used for another gift.");
        }

        return await outcomes.WaitAsync(id, TimeSpan.FromSeconds(options.Value.PatienceSeconds), cancellation);
    }

    private async Task AddAsync(Guid id, Guid streamId, GiftOrder order, PublicUser sender, CancellationToken cancellation)
    {
        var gift = await catalogue.FindAsync(order.GiftId, cancellation) ?? throw Problem.Validation($"There is no gift '{order.GiftId}'.");
        var stream = await streams.FindStartedAsync(streamId, cancellation) ?? throw Problem.NotFound("There is no such stream.");
        var senderId = Guid.Parse(sender.Id);
        if (stream.CreatorId == senderId)
        {
            throw Problem.Forbidden("Nobody sends gifts to themselves.");
        }

        if (!stream.IsLive)
        {
            throw Problem.Conflict("Gifts can be sent while the stream is live.");
        }

        var now = time.GetUtcNow();
        var send = new GiftSend(
            id, streamId, stream.ChannelId, stream.CreatorId, senderId, GiftSend.Write(gift), order.Quantity, (long)gift.Tokens * order.Quantity,
            GiftSend.Pending, Balance: null, Code: null, now, SettledAt: null, Profile: "");
        await sends.AddAsync(send, sender, now + GiftRequestSweeper.FirstWait, cancellation);
    }
}
