using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>The gift is paid: it becomes <c>sent</c>, counts on the leaderboards and is announced, together and once.</summary>
internal sealed class GiftPaid(GiftMetrics metrics, TimeProvider time) : IEventHandler<TokensDeducted>
{
    public async Task HandleAsync(TokensDeducted message, UnitOfWork work, CancellationToken cancellation)
    {
        // Null: paid for something that is no gift, or told before.
        if (await GiftSends.SettleAsync(work, message.Reference, GiftSend.Sent, message.NewBalance, code: null, message.At, cancellation) is { } send)
        {
            await Leaderboard.CountAsync(work, send, cancellation);
            await work.PublishAsync(send.Announcement(), orderingKey: send.StreamId.ToString(), cancellation);
            await GiftOutcomes.AnnounceAsync(work, send.Id, cancellation);
            work.AfterCommit(() => metrics.NoteAsync(send, time.GetUtcNow()));
        }
    }
}

/// <summary>The gift can't be paid: it becomes <c>rejected</c> and nobody else hears of it.</summary>
internal sealed class GiftRefused(GiftMetrics metrics, TimeProvider time) : IEventHandler<TokensDeductionRejected>
{
    public async Task HandleAsync(TokensDeductionRejected message, UnitOfWork work, CancellationToken cancellation)
    {
        if (await GiftSends.SettleAsync(work, message.Reference, GiftSend.Rejected, message.Balance, message.Code, message.At, cancellation) is { } send)
        {
            await GiftOutcomes.AnnounceAsync(work, send.Id, cancellation);
            work.AfterCommit(() => metrics.NoteAsync(send, time.GetUtcNow()));
        }
    }
}
