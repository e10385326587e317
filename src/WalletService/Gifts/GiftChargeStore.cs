using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>What was decided about a gift; amounts in hundredths.</summary>
internal sealed record GiftCharge(
    Guid GiftSendId, Guid SenderId, long Amount, Guid? TransactionId, string? Code, long Balance, DateTimeOffset DecidedAt);

/// <summary>The decisions about gifts. Only one transaction at a time decides about a gift.</summary>
public sealed class GiftChargeStore
{
    private const string Columns = "gift_send_id, sender_id, amount, transaction_id, code, balance, decided_at";

    /// <summary>The decision about a gift; null when there is none, and then nobody else decides until this transaction ends.</summary>
    /// <exception cref="InvalidOperationException">The gift was decided for another sender or amount.</exception>
    internal async Task<GiftCharge?> FindAsync(UnitOfWork work, GiftChargeRequest request, CancellationToken cancellation)
    {
        await work.Connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtextextended(@Lock, 0))", new { Lock = $"gift {request.GiftSendId}" }, work.Transaction, cancellationToken: cancellation));
        var charge = await work.Connection.QuerySingleOrDefaultAsync<GiftCharge>(new CommandDefinition(
            $"select {Columns} from gift_charges where gift_send_id = @GiftSendId",
            new { request.GiftSendId },
            work.Transaction,
            cancellationToken: cancellation));
        return charge is null || (charge.SenderId == request.SenderId && charge.Amount == request.Amount.Hundredths)
            ? charge
            : throw new InvalidOperationException($"The gift {request.GiftSendId} was decided before, for another sender or amount.");
    }

    /// <summary>Stores a decision and answers it as it will be read again.</summary>
    internal Task<GiftCharge> AddAsync(UnitOfWork work, GiftCharge charge, CancellationToken cancellation) => work.Connection.QuerySingleAsync<GiftCharge>(new CommandDefinition(
        $"""
        insert into gift_charges (gift_send_id, sender_id, amount, outcome, transaction_id, code, balance, decided_at)
        values (@GiftSendId, @SenderId, @Amount, case when @TransactionId::uuid is null then 'rejected' else 'charged' end, @TransactionId, @Code, @Balance, @DecidedAt)
        returning {Columns}
        """,
        charge,
        work.Transaction,
        cancellationToken: cancellation));
}
