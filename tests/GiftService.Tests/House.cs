using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Streaming.Testing;
using Streaming.WalletService;

[assembly: AssemblyFixture(typeof(Streaming.GiftService.Tests.House))]

namespace Streaming.GiftService.Tests;

/// <summary>GiftService and WalletService in this process, on real databases and one broker; StreamService is played by <see cref="StreamDesk"/>.</summary>
public sealed class House : IAsyncLifetime
{
    private readonly Servers _servers = new();
    private Func<WebApplicationFactory<Ledger>>? _makeWallet;
    private Func<WebApplicationFactory<GiftOrder>>? _makeGifts;
    private WebApplicationFactory<Ledger>? _wallet;
    private WebApplicationFactory<GiftOrder>? _gifts;
    private StreamDesk? _desk;

    public IServiceProvider WalletServices => Wallet.Services;

    public IServiceProvider GiftServices => Gifts.Services;

    internal StreamDesk Desk => _desk ?? throw new InvalidOperationException("Not started.");

    private WebApplicationFactory<Ledger> Wallet => _wallet ?? throw new InvalidOperationException("Not started.");

    private WebApplicationFactory<GiftOrder> Gifts => _gifts ?? throw new InvalidOperationException("Not started.");

    /// <summary>A busy test machine must not turn answers into promises.</summary>
    public async ValueTask InitializeAsync() => await StartAsync(await _servers.RabbitMqAsync(), patienceSeconds: 30);

    /// <summary>Starts both services and the desk on a broker.</summary>
    internal async Task StartAsync(string broker, int patienceSeconds)
    {
        var (walletDatabase, giftDatabase) = (await _servers.CreateDatabaseAsync("walletdb"), await _servers.CreateDatabaseAsync("giftdb"));
        _makeWallet = () => new Service<Ledger>(("ConnectionStrings:walletdb", walletDatabase), ("ConnectionStrings:rabbitmq", broker));
        _makeGifts = () => new Service<GiftOrder>(
            ("ConnectionStrings:giftdb", giftDatabase), ("ConnectionStrings:rabbitmq", broker), ("Gifts:PatienceSeconds", $"{patienceSeconds}"));
        (_wallet, _gifts) = (_makeWallet(), _makeGifts());
        _desk = await StreamDesk.StartAsync(await _servers.CreateDatabaseAsync("deskdb"), broker);
        await BecomesReadyAsync(_wallet);
        await BecomesReadyAsync(_gifts);
    }

    public Task StopWalletAsync() => Wallet.DisposeAsync().AsTask();

    public Task StartWalletAsync() => BecomesReadyAsync(_wallet = _makeWallet!());

    public Task StopGiftsAsync() => Gifts.DisposeAsync().AsTask();

    public Task StartGiftsAsync() => BecomesReadyAsync(_gifts = _makeGifts!());

    private static Task BecomesReadyAsync<T>(WebApplicationFactory<T> service) where T : class =>
        Eventually.BecomesTrueAsync(async () => (await service.CreateClient().GetAsync("/health/ready")).IsSuccessStatusCode, TimeSpan.FromSeconds(120));

    public HttpClient Anyone() => Gifts.CreateClient();

    /// <summary>A client of GiftService, signed in.</summary>
    public HttpClient As(Guid person, string username = "ada") => Gifts.CreateClient().With(TestTokens.ForUser(person, username));

    public HttpClient AsGuest() => Gifts.CreateClient().With(TestTokens.ForGuest());

    /// <summary>A client of WalletService, signed in.</summary>
    public HttpClient WalletOf(Guid person) => Wallet.CreateClient().With(TestTokens.ForUser(person));

    /// <summary>Someone new who has tokens; 100 a package.</summary>
    public async Task<Guid> PersonWithAsync(int packages = 1)
    {
        var person = Guid.CreateVersion7();
        for (var i = 0; i < packages; i++)
        {
            (await WalletOf(person).PostAsync("/api/tokens/purchases", new { packageId = "tokens-100", provider = "sandbox", paymentMethod = "pm_ok" }, $"{i}"))
                .EnsureSuccessStatusCode();
        }

        return person;
    }

    public async Task<long> BalanceOfAsync(Guid person) => (long)(await WalletOf(person).GetJsonAsync("/api/tokens/balance"))["balance"]!;

    public async Task<decimal> EarningsOfAsync(Guid creator) => (decimal)(await WalletOf(creator).GetJsonAsync("/api/creators/me/earnings"))["total"]!;

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }

        await (_gifts?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_wallet?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _servers.DisposeAsync();
    }

    private sealed class Service<TEntryPoint>(params (string Name, string Value)[] settings) : WebApplicationFactory<TEntryPoint> where TEntryPoint : class
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("Auth:Jwks", TestTokens.Jwks).UseSetting("Logging:LogLevel:Default", "Error");
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }
        }
    }
}
