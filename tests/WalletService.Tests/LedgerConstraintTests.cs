using Dapper;
using Npgsql;

namespace Streaming.WalletService.Tests;

/// <summary>What the database refuses, whatever code or person asks.</summary>
public sealed class LedgerConstraintTests(Wallet wallet)
{
    [Fact]
    public async Task A_transaction_whose_entries_do_not_sum_to_zero_can_not_be_committed()
    {
        var (payer, payee) = (await wallet.PersonWithAsync(100), Guid.CreateVersion7());

        var error = await Should.ThrowAsync<PostgresException>(() => wallet.PostAsync(new LedgerTransaction(
            "gift",
            Guid.CreateVersion7().ToString(),
            "One token too many",
            StreamId: null,
            [new(LedgerAccount.Person(payer), -Amount.OfTokens(10)), new(LedgerAccount.Person(payee), Amount.OfTokens(11))])));

        error.MessageText.ShouldContain("do not sum to zero");
        (await wallet.BalanceOfAsync(payer)).ShouldBe(100);
        (await wallet.BalanceOfAsync(payee)).ShouldBe(0);
    }

    [Theory]
    [InlineData("update ledger.entries set amount = amount + 1 where account_id = @account", "append-only")]
    [InlineData("delete from ledger.entries where account_id = @account", "append-only")]
    [InlineData("truncate ledger.entries", "append-only")]
    [InlineData("update ledger.transactions set reason = 'Nothing' where id in (select transaction_id from ledger.entries where account_id = @account)", "append-only")]
    [InlineData("delete from ledger.transactions", "append-only")]
    [InlineData("truncate ledger.transactions cascade", "append-only")]
    [InlineData("update ledger.accounts set balance = balance + 100 where id = @account", "not that of its newest entry")]
    [InlineData("update ledger.accounts set balance = -1 where id = @account", "nobody_in_debt")]
    [InlineData("insert into ledger.transactions values (gen_random_uuid(), 'gift', 'made up', 'Made up', null, now())", "has no entries")]
    [InlineData("insert into ledger.accounts (kind, owner, shard) select 'person', owner, 1 from ledger.accounts where id = @account", "one_row_per_person")]
    public async Task Sql_that_would_break_a_rule_is_refused(string sql, string because)
    {
        var person = await wallet.PersonWithAsync(100);
        await using var connection = await wallet.Database.OpenAsync(CancellationToken.None);
        var account = await connection.ExecuteScalarAsync<long>("select id from ledger.accounts where owner = @person", new { person });

        var error = await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(sql, new { account }));

        error.MessageText.ShouldContain(because);
        (await wallet.BalanceOfAsync(person)).ShouldBe(100);
    }

    [Fact]
    public async Task A_balanced_pair_of_entries_that_does_not_follow_the_earlier_ones_is_refused()
    {
        var (first, second) = (await wallet.PersonWithAsync(100), await wallet.PersonWithAsync(100));

        var error = await Should.ThrowAsync<PostgresException>(() => wallet.Database.TransactAsync(
            work => work.Connection.ExecuteAsync(
                """
                insert into ledger.transactions values ('00000000-0000-0000-0000-0000000000aa', 'gift', 'made up', 'Made up', null, now());
                insert into ledger.entries
                select id, 2, '00000000-0000-0000-0000-0000000000aa', case owner when @first then 500 else -500 end, 700, ''
                from ledger.accounts where owner in (@first, @second)
                """,
                new { first, second }),
            CancellationToken.None));

        error.MessageText.ShouldContain("does not follow the one before it");
    }
}
