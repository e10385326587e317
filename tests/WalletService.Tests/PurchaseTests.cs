using System.Net;
using Dapper;
using Streaming.Testing;

namespace Streaming.WalletService.Tests;

/// <summary>Buying tokens over HTTP.</summary>
public sealed class PurchaseTests(Wallet wallet)
{
    private const string Path = "/api/tokens/purchases";
    private static readonly object Order = new { packageId = "tokens-500", provider = "sandbox", paymentMethod = "pm_ok" };
    private readonly HttpClient _buyer = wallet.As(Guid.CreateVersion7());

    [Fact]
    public async Task Packages_ForAnyone_AreListedWithPrices()
    {
        var packages = await wallet.Anyone().GetJsonAsync("/api/tokens/packages");

        packages["items"]!.AsArray().Select(p => (int)p!["tokens"]!).ShouldBe([100, 500, 1200, 5000]);
        packages["items"]![0]!["price"]!["amount"]!.GetValue<int>().ShouldBe(99);
        packages["items"]![0]!["price"]!["currency"]!.GetValue<string>().ShouldBe("EUR");
    }

    [Fact]
    public async Task A_new_person_has_no_tokens_and_no_transactions()
    {
        (await _buyer.GetJsonAsync("/api/tokens/balance"))["balance"]!.GetValue<long>().ShouldBe(0);
        (await _buyer.GetJsonAsync("/api/tokens/transactions"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Bought_tokens_are_on_the_balance_and_in_the_transactions()
    {
        var answer = await _buyer.PostAsync(Path, Order, "a");

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var purchase = await answer.JsonAsync();
        purchase["status"]!.GetValue<string>().ShouldBe("completed");
        purchase["tokens"]!.GetValue<int>().ShouldBe(500);
        purchase["newBalance"]!.GetValue<long>().ShouldBe(500);
        (await _buyer.GetJsonAsync("/api/tokens/balance"))["balance"]!.GetValue<long>().ShouldBe(500);
        var line = (await _buyer.GetJsonAsync("/api/tokens/transactions"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        line["type"]!.GetValue<string>().ShouldBe("purchase");
        line["amount"]!.GetValue<long>().ShouldBe(500);
        line["balanceAfter"]!.GetValue<long>().ShouldBe(500);
        line["reference"]!.GetValue<string>().ShouldBe(purchase["id"]!.GetValue<string>());
        await Eventually.BecomesTrueAsync(() => wallet.Heard.About(purchase["id"]!.GetValue<string>()).Count == 1);
    }

    [Fact]
    public async Task A_declined_card_buys_nothing()
    {
        var answer = await _buyer.PostAsync(Path, new { packageId = "tokens-500", provider = "sandbox", paymentMethod = "pm_declined" }, "a");

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var purchase = await answer.JsonAsync();
        purchase["status"]!.GetValue<string>().ShouldBe("declined");
        purchase["tokens"]!.GetValue<int>().ShouldBe(0);
        purchase["newBalance"]!.GetValue<long>().ShouldBe(0);
        (await _buyer.GetJsonAsync("/api/tokens/transactions"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Purchases_WithOneKey50TimesAtOnce_BuyOnceWithIdenticalAnswers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            var answer = await _buyer.PostAsync(Path, Order, "same");
            return (answer.StatusCode, Body: await answer.Content.ReadAsStringAsync());
        }));

        answers.Distinct().ShouldHaveSingleItem().StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _buyer.GetJsonAsync("/api/tokens/balance"))["balance"]!.GetValue<long>().ShouldBe(500);
    }

    [Fact]
    public async Task Purchase_WithAUsedKeyAndAnotherBody_Is422()
    {
        await _buyer.PostAsync(Path, Order, "used");

        var answer = await _buyer.PostAsync(Path, new { packageId = "tokens-100", provider = "sandbox", paymentMethod = "pm_ok" }, "used");

        await ShouldBeProblemAsync(answer, HttpStatusCode.UnprocessableEntity, "idempotency_mismatch");
    }

    [Theory]
    [InlineData("tokens-7", "sandbox", "pm_ok")]
    [InlineData("tokens-100", "nobody", "pm_ok")]
    [InlineData("tokens-100", "sandbox", "pm_unknown")]
    [InlineData("", "sandbox", "pm_ok")]
    [InlineData(null, "sandbox", "pm_ok")]
    public async Task Purchase_WithAnythingUnknown_Is400(string? packageId, string provider, string paymentMethod)
    {
        var answer = await _buyer.PostAsync(Path, new { packageId, provider, paymentMethod }, "a");

        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task Where_tokens_are_worth_money_the_sandbox_sells_none()
    {
        using var buyer = wallet.AsWith(Guid.CreateVersion7(), "Payments:Sandbox", "false");

        var answer = await buyer.PostAsync(Path, Order, "a");

        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "validation_failed");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(256)]
    public async Task Purchase_WithoutAUsableKey_Is400(int? length)
    {
        var answer = await _buyer.PostAsync(Path, Order, length is { } l ? new string('k', l) : null);

        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task Purchase_WithoutSignIn_Is401AndByAGuest403()
    {
        await ShouldBeProblemAsync(await wallet.Anyone().PostAsync(Path, Order, "a"), HttpStatusCode.Unauthorized, "unauthenticated");
        await ShouldBeProblemAsync(await wallet.AsGuest().PostAsync(Path, Order, "a"), HttpStatusCode.Forbidden, "forbidden");
        await ShouldBeProblemAsync(await wallet.AsGuest().FetchAsync("/api/tokens/balance"), HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Transactions_AcrossPages_ComeNewestFirstWithoutGapsOrDoubles()
    {
        foreach (var key in Enumerable.Range(0, 5))
        {
            await _buyer.PostAsync(Path, Order, $"key {key}");
        }

        var balances = new List<long>();
        string? cursor = null;
        do
        {
            var page = await _buyer.GetJsonAsync($"/api/tokens/transactions?limit=2&cursor={cursor}");
            balances.AddRange(page["items"]!.AsArray().Select(i => (long)i!["balanceAfter"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        balances.ShouldBe([2500, 2000, 1500, 1000, 500]);
        await ShouldBeProblemAsync(await _buyer.FetchAsync("/api/tokens/transactions?cursor=nonsense"), HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task Transactions_AsCsv_AreTheSameLines()
    {
        await _buyer.PostAsync(Path, Order, "a");
        var person = await wallet.PersonWithAsync(3);
        await wallet.PostAsync(LedgerTests.Transfer(person, Guid.CreateVersion7(), 1) with { Reason = "=1+1,\"quoted\"" });

        var answer = await wallet.As(person).FetchAsync("/api/tokens/transactions.csv");

        answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        lines.Length.ShouldBe(4);
        lines[0].ShouldBe("id,type,amount,balanceAfter,reason,reference,createdAt");
        lines[1].ShouldContain(",refund,-1,2,\"'=1+1,\"\"quoted\"\"\",");
        lines[2].ShouldContain(",purchase,3,3,\"Bought for a test\",");
        lines[3].ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retry_after_the_answer_was_lost_finds_the_purchase()
    {
        var buyer = Guid.CreateVersion7();
        var first = await (await wallet.As(buyer).PostAsync(Path, Order, "a")).Content.ReadAsStringAsync();
        await ForgetAnswersAsync(buyer);

        var again = await wallet.As(buyer).PostAsync(Path, Order, "a");

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadAsStringAsync()).ShouldBe(first);
        (await wallet.BalanceOfAsync(buyer)).ShouldBe(500);
        await ForgetAnswersAsync(buyer);
        await ShouldBeProblemAsync(
            await wallet.As(buyer).PostAsync(Path, new { packageId = "tokens-100", provider = "sandbox", paymentMethod = "pm_ok" }, "a"),
            HttpStatusCode.UnprocessableEntity,
            "idempotency_mismatch");
    }

    /// <summary>As if the process had died after the effect and before it stored its answer.</summary>
    private Task ForgetAnswersAsync(Guid person) => wallet.Database.TransactAsync(
        async work => (await work.Connection.ExecuteAsync("delete from http.idempotency_keys where owner like @Owner", new { Owner = $"{person} %" })).ShouldBe(1),
        CancellationToken.None);

    private static async Task ShouldBeProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await answer.JsonAsync())["code"]!.GetValue<string>().ShouldBe(code);
    }
}
