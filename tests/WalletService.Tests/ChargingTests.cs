using Microsoft.Extensions.DependencyInjection;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.Testing;

namespace Streaming.WalletService.Tests;

/// <summary>Charges that other services ask for over the bus.</summary>
public sealed class ChargingTests(Wallet wallet)
{
    private readonly Guid _creator = Guid.CreateVersion7();

    [Fact]
    public async Task GiftRequested_DeliveredThreeTimes_ChargesOnce()
    {
        var sender = await wallet.PersonWithAsync(100);
        var request = Request(sender, 20);

        await PublishAsync(request, times: 3);

        await Eventually.BecomesTrueAsync(() => wallet.Heard.About(request.GiftSendId).Count == 3);
        wallet.Heard.About(request.GiftSendId).Distinct().ShouldHaveSingleItem().ShouldBeOfType<TokensDeducted>().NewBalance.ShouldBe(80);
        (await wallet.BalanceOfAsync(sender)).ShouldBe(80);
        var earnings = await wallet.As(_creator).GetJsonAsync("/api/creators/me/earnings");
        ((decimal?)earnings["available"]).ShouldBe(14);
        ((decimal?)earnings["total"]).ShouldBe(14);
        var stream = earnings["byStream"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)stream["streamId"], (decimal?)stream["tokens"]).ShouldBe((request.StreamId, 14));
    }

    [Fact]
    public async Task GiftRequested_AgainAfterARefusal_StaysRefusedWhateverTheBalanceIsByThen()
    {
        var sender = await wallet.PersonWithAsync(10);
        var request = Request(sender, 20);
        await PublishAsync(request);
        await Eventually.BecomesTrueAsync(() => wallet.Heard.About(request.GiftSendId).Count == 1);
        await wallet.As(sender).PostAsync("/api/tokens/purchases", new { packageId = "tokens-100", provider = "sandbox", paymentMethod = "pm_ok" }, "a");

        await PublishAsync(request);

        await Eventually.BecomesTrueAsync(() => wallet.Heard.About(request.GiftSendId).Count == 2);
        var refusal = wallet.Heard.About(request.GiftSendId).Distinct().ShouldHaveSingleItem().ShouldBeOfType<TokensDeductionRejected>();
        (refusal.Code, refusal.Amount, refusal.Balance).ShouldBe(("insufficient_tokens", 20, 10));
        (await wallet.BalanceOfAsync(sender)).ShouldBe(110);
    }

    [Fact]
    public async Task DeductTokens_AskedTwice_ChargesOnceAndAnswersAlike()
    {
        var payer = await wallet.PersonWithAsync(100);
        var request = new DeductTokens(Guid.CreateVersion7().ToString(), payer.ToString(), _creator.ToString(), Guid.CreateVersion7().ToString(), 60, "A place");

        var (first, second) = (await AskAsync(request), await AskAsync(request));

        first.Success.ShouldBeTrue();
        first.NewBalance.ShouldBe(40);
        second.ShouldBe(first);
        await Eventually.BecomesTrueAsync(() => wallet.Heard.About(request.Reference).Count == 1);
        (await wallet.BalanceOfAsync(payer)).ShouldBe(40);
    }

    [Fact]
    public async Task DeductTokens_BeyondTheBalance_IsRefusedAndSucceedsOnceTokensWereBought()
    {
        var payer = await wallet.PersonWithAsync(10);
        var request = new DeductTokens(Guid.CreateVersion7().ToString(), payer.ToString(), _creator.ToString(), Guid.CreateVersion7().ToString(), 60, "A place");

        (await AskAsync(request)).ShouldBe(new DeductTokensResult(Success: false, TransactionId: null, 10, "insufficient_tokens"));
        await wallet.As(payer).PostAsync("/api/tokens/purchases", new { packageId = "tokens-100", provider = "sandbox", paymentMethod = "pm_ok" }, "a");
        (await AskAsync(request)).NewBalance.ShouldBe(50);
    }

    [Theory]
    [InlineData("r", 0, "A place")]
    [InlineData("r", -5, "A place")]
    [InlineData("", 5, "A place")]
    [InlineData("r", 5, "")]
    public async Task DeductTokens_ThatMakesNoSense_IsRefused(string reference, long amount, string reason)
    {
        var payer = await wallet.PersonWithAsync(10);

        var result = await AskAsync(new DeductTokens(reference, payer.ToString(), _creator.ToString(), Guid.CreateVersion7().ToString(), amount, reason));

        (result.Success, result.Code).ShouldBe((false, "validation_failed"));
        (await wallet.BalanceOfAsync(payer)).ShouldBe(10);
    }

    private GiftRequested Request(Guid sender, long tokens) => new(
        Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString(), _creator.ToString(), sender.ToString(), tokens, DateTimeOffset.UtcNow);

    /// <summary>Each time a message of its own: the inbox does not know them.</summary>
    private Task PublishAsync(GiftRequested request, int times = 1) => wallet.Database.TransactAsync(
        async work =>
        {
            for (var i = 0; i < times; i++)
            {
                await work.PublishAsync(request, orderingKey: null, CancellationToken.None);
            }
        },
        CancellationToken.None);

    private Task<DeductTokensResult> AskAsync(DeductTokens request) =>
        wallet.Services.GetRequiredService<BusRequests>().AskAsync<DeductTokens, DeductTokensResult>(request, CancellationToken.None);
}
