namespace Streaming.WalletService;

/// <summary>Names an account; it begins to exist, with nothing on it, at its first transaction.</summary>
/// <param name="Kind">As in <c>ledger.accounts.kind</c>.</param>
/// <param name="Owner">The person; the nil UUID for the platform's own.</param>
/// <param name="Shard">The row of a spread account.</param>
public sealed record LedgerAccount(string Kind, Guid Owner, short Shard)
{
    /// <summary>
    /// Rows over which an account is spread that many pay into at once. Payments to one creator, or to the platform, then
    /// wait for each other only when they hit the same row.
    /// </summary>
    public const short Shards = 16;

    /// <summary>What a person can spend. Never below zero.</summary>
    public static LedgerAccount Person(Guid userId) => new("person", userId, Shard: 0);

    /// <summary>What a creator earned and was not paid out yet. Never below zero.</summary>
    public static LedgerAccount Earnings(Guid creatorId) => new("earnings", creatorId, AnyShard());

    /// <summary>The platform's share.</summary>
    public static LedgerAccount Revenue() => new("revenue", Guid.Empty, AnyShard());

    /// <summary>Where tokens come from when bought: minus all that were ever issued.</summary>
    public static LedgerAccount Issued() => new("issued", Guid.Empty, AnyShard());

    private static short AnyShard() => (short)Random.Shared.Next(Shards);
}
