using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Streaming.WalletService.Tests;

/// <summary>The ledger proves itself, and finds what someone changed behind its back.</summary>
public sealed class VerificationTests(Wallet wallet)
{
    [Fact]
    public async Task Verify_AfterOrdinaryUse_FindsNothingAndTheTrialBalanceIsZero()
    {
        var payer = await wallet.PersonWithAsync(100);
        await wallet.PostAsync(LedgerTests.Transfer(payer, Guid.CreateVersion7(), 30));

        var proof = await wallet.AsAdmin().GetJsonAsync("/api/admin/ledger/verification");

        proof["faults"]!.AsArray().ShouldBeEmpty();
        ((bool?)proof["ok"]).ShouldBe(true);
        ((long?)proof["entries"]).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(4);
        proof["trialBalance"]!.AsArray().Sum(t => (decimal)t!["balance"]!).ShouldBe(0);
        ((int)(await wallet.As(payer).FetchAsync("/api/admin/ledger/verification")).StatusCode).ShouldBe(403);
    }

    [Theory]
    [InlineData("hash", 2, "update ledger.transactions set reason = 'Something else' where id = @transaction")]
    [InlineData("balance", 2, "update ledger.entries set amount = amount + 100 where account_id = @account and number = 2")]
    [InlineData("hash", 2, """
        update ledger.entries set amount = amount + 100 where account_id = @account and number = 2;
        update ledger.entries set balance_after = balance_after + 100 where account_id = @account and number >= 2;
        update ledger.accounts set balance = balance + 100 where id = @account
        """)]
    [InlineData("number", 3, "delete from ledger.entries where account_id = @account and number = 2")]
    [InlineData("account", 3, "delete from ledger.entries where account_id = @account and number = 3")]
    [InlineData("account", 3, "update ledger.accounts set balance = balance + 100 where id = @account")]
    public async Task Verify_AfterTamperingBySql_NamesTheEntry(string fault, long number, string tampering)
    {
        var payer = await wallet.PersonWithAsync(100);
        var second = await wallet.PostAsync(LedgerTests.Transfer(payer, Guid.CreateVersion7(), 30));
        await wallet.PostAsync(LedgerTests.Transfer(payer, Guid.CreateVersion7(), 20));
        await using var connection = await wallet.Database.OpenAsync(CancellationToken.None);
        // Undone at the end: the other tests share this ledger.
        await using var undone = await connection.BeginTransactionAsync();
        var account = await connection.ExecuteScalarAsync<long>("select id from ledger.accounts where owner = @payer", new { payer });
        (await FaultsAsync()).ShouldBeEmpty();

        await connection.ExecuteAsync("set local session_replication_role = replica");
        await connection.ExecuteAsync(tampering, new { account, transaction = second.TransactionId });

        (await FaultsAsync())[0].ShouldBe((fault, number));

        async Task<List<(string Fault, long Number)>> FaultsAsync() => (await connection.QueryAsync<(string, long)>(
            "select fault, number from ledger.faults() where account_id = @account", new { account })).AsList();
    }

    [Fact]
    public async Task Verify_AfterATransactionLostBothItsEntries_NamesTheTransaction()
    {
        var posted = await wallet.PostAsync(LedgerTests.Transfer(await wallet.PersonWithAsync(100), Guid.CreateVersion7(), 30));
        await using var connection = await wallet.Database.OpenAsync(CancellationToken.None);
        await using var undone = await connection.BeginTransactionAsync();

        await connection.ExecuteAsync("set local session_replication_role = replica");
        await connection.ExecuteAsync("delete from ledger.entries where transaction_id = @TransactionId", new { posted.TransactionId });

        (await connection.QueryAsync<string>("select fault from ledger.faults() where transaction_id = @TransactionId", new { posted.TransactionId }))
            .ShouldBe(["sum"]);
    }

    [Fact]
    public async Task The_service_verifies_itself_with_the_same_result()
    {
        var proof = await wallet.Services.GetRequiredService<LedgerVerification>().RunAsync(CancellationToken.None);

        (proof.Ok, proof.FaultCount).ShouldBe((true, 0L));
    }
}
