using Npgsql;

namespace Streaming.WalletService.Tests;

/// <summary>The ledger's rules, as its callers meet them.</summary>
public sealed class LedgerTests(Wallet wallet)
{
    [Fact]
    public async Task Post_WithATransaction_MovesTokensAndAnswersTheNewBalance()
    {
        var payer = await wallet.PersonWithAsync(100);
        var payee = Guid.CreateVersion7();

        var result = await wallet.PostAsync(Transfer(payer, payee, 30));

        result.Outcome.ShouldBe(PostOutcome.Posted);
        result.Balance.ShouldBe(Amount.OfTokens(70));
        (await wallet.BalanceOfAsync(payer)).ShouldBe(70);
        (await wallet.BalanceOfAsync(payee)).ShouldBe(30);
    }

    [Fact]
    public async Task Post_WithTheSameReferenceAgain_ChangesNothingAndAnswersAsTheFirstTime()
    {
        var payer = await wallet.PersonWithAsync(100);
        var payee = Guid.CreateVersion7();
        var transfer = Transfer(payer, payee, 30);
        var first = await wallet.PostAsync(transfer);
        await wallet.PostAsync(Transfer(payer, payee, 50));

        var again = await wallet.PostAsync(transfer);

        again.ShouldBe(first with { Outcome = PostOutcome.Repeated });
        (await wallet.BalanceOfAsync(payer)).ShouldBe(20);
    }

    [Fact]
    public async Task Post_WithAUsedReferenceForSomeoneElse_IsRefused()
    {
        var (payer, other) = (await wallet.PersonWithAsync(100), await wallet.PersonWithAsync(100));
        var transfer = Transfer(payer, Guid.CreateVersion7(), 30);
        await wallet.PostAsync(transfer);

        (await Should.ThrowAsync<PostgresException>(() => wallet.PostAsync(transfer with { Postings = Transfer(other, payer, 30).Postings })))
            .SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);

        (await wallet.BalanceOfAsync(other)).ShouldBe(100);
    }

    [Fact]
    public async Task Post_BeyondTheBalance_ChangesNothing()
    {
        var payer = await wallet.PersonWithAsync(100);
        var transfer = Transfer(payer, Guid.CreateVersion7(), 101);

        var result = await wallet.PostAsync(transfer);

        result.ShouldBe(new PostResult(PostOutcome.Insufficient, TransactionId: null, Amount.OfTokens(100)));
        (await wallet.BalanceOfAsync(payer)).ShouldBe(100);
    }

    [Fact]
    public async Task Post_With200SpendsAtOnceWhereTheBalanceCoversOne_PostsExactlyOne()
    {
        var payer = await wallet.PersonWithAsync(10);
        var payee = Guid.CreateVersion7();

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => wallet.PostAsync(Transfer(payer, payee, 10))));

        results.Count(r => r.Outcome is PostOutcome.Posted).ShouldBe(1);
        results.Count(r => r.Outcome is PostOutcome.Insufficient).ShouldBe(199);
        (await wallet.BalanceOfAsync(payer)).ShouldBe(0);
        (await wallet.BalanceOfAsync(payee)).ShouldBe(10);
    }

    [Fact]
    public async Task Post_WithPaymentsCrossingEachOther_NeitherDeadlocksNorLosesATokens()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => wallet.PersonWithAsync(50)));

        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => wallet.PostAsync(Transfer(people[i % 4], people[(i + 1 + (i / 4 % 3)) % 4], 1 + (i % 7)))));

        (await Task.WhenAll(people.Select(wallet.BalanceOfAsync))).Sum().ShouldBe(200);
    }

    internal static LedgerTransaction Transfer(Guid from, Guid to, long tokens) => new(
        "refund",
        Guid.CreateVersion7().ToString(),
        "A test",
        StreamId: null,
        [new(LedgerAccount.Person(from), -Amount.OfTokens(tokens)), new(LedgerAccount.Person(to), Amount.OfTokens(tokens))]);
}
