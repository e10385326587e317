using System.Net;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Servers;
using Streaming.Testing;

namespace Streaming.GiftService.Tests;

/// <summary>A house of its own for <see cref="OutageTests"/>, whose parts can be taken away.</summary>
public sealed class FragileHouse : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private RunningServer? _broker;

    public House House { get; } = new();

    public RunningServer Broker => _broker ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        var ports = FreePort.Take(3);
        var server = new RabbitMqServer(_folder.Sub("rabbitmq"), new RabbitMqPorts(ports[0], ports[1], ports[2]), "test", "testcookie");
        _broker = await RunningServer.StartAsync("RabbitMQ", server);
        await House.StartAsync(server.ConnectionString, patienceSeconds: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }
}

/// <summary>Parts of the house go away and come back.</summary>
public sealed class OutageTests(FragileHouse fragile) : IClassFixture<FragileHouse>
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(120);
    private readonly House _house = fragile.House;
    private readonly Guid _creator = Guid.CreateVersion7();

    [Fact]
    public async Task Gifts_sent_while_the_broker_is_away_are_promised_and_settle_when_it_is_back()
    {
        var stream = await StreamWithAGiftAsync();
        var (sender, poor) = (await _house.PersonWithAsync(), await _house.PersonWithAsync());
        await fragile.Broker.StopAsync();

        var promise = await PromiseAsync(sender, stream, "star", quantity: 1);
        var tooMuch = await PromiseAsync(poor, stream, "mansion", quantity: 2);

        (await StatusAsync(sender, promise)).ShouldBe("pending");
        (await _house.BalanceOfAsync(sender)).ShouldBe(100);
        await fragile.Broker.StartAsync();
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(sender, promise) == "sent", Recovery);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(poor, tooMuch) == "rejected", Recovery);
        ((string?)(await _house.As(poor).GetJsonAsync(tooMuch))["code"]).ShouldBe("insufficient_tokens");
        (await _house.BalanceOfAsync(sender)).ShouldBe(95);
        await Eventually.BecomesTrueAsync(() => _house.Desk.SentTo(stream).Count() >= 2, Recovery);
        _house.Desk.SentTo(stream).Select(s => s.Gift.Id).ShouldBe(["rose", "star"]);
        // The promise was the first answer and stays the answer of its key.
        (await PromiseAsync(sender, stream, "star", quantity: 1)).ShouldBe(promise);
    }

    [Fact]
    public async Task A_gift_sent_while_the_wallet_is_away_is_promised_and_settles_when_it_is_back()
    {
        var stream = await StreamWithAGiftAsync();
        var sender = await _house.PersonWithAsync();
        await _house.StopWalletAsync();

        var promise = await PromiseAsync(sender, stream, "star", quantity: 1);

        await _house.StartWalletAsync();
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(sender, promise) == "sent", Recovery);
        (await _house.BalanceOfAsync(sender)).ShouldBe(95);
    }

    [Fact]
    public async Task A_gift_whose_service_is_stopped_before_the_outcome_is_settled_after_its_restart()
    {
        var stream = await StreamWithAGiftAsync();
        var sender = await _house.PersonWithAsync();
        await _house.StopWalletAsync();
        var promise = await PromiseAsync(sender, stream, "star", quantity: 1);
        await _house.StopGiftsAsync();
        await _house.StartWalletAsync();

        await _house.StartGiftsAsync();

        await Eventually.BecomesTrueAsync(async () => await StatusAsync(sender, promise) == "sent", Recovery);
        (await _house.BalanceOfAsync(sender)).ShouldBe(95);
        await Eventually.BecomesTrueAsync(() => _house.Desk.SentTo(stream).Count() >= 2, Recovery);
        _house.Desk.SentTo(stream).Select(s => s.Gift.Id).ShouldBe(["rose", "star"]);
    }

    /// <summary>A live stream that the gift service knows, to which someone gave a rose.</summary>
    private async Task<Guid> StreamWithAGiftAsync()
    {
        var stream = await _house.Desk.GoLiveAsync(_creator);
        (await _house.As(await _house.PersonWithAsync()).GiveAsync(stream, "rose")).IsSuccessStatusCode.ShouldBeTrue();
        await Eventually.BecomesTrueAsync(() => _house.Desk.SentTo(stream).Any(), Recovery);
        return stream;
    }

    private async Task<string> PromiseAsync(Guid sender, Guid stream, string gift, int quantity)
    {
        var answer = await _house.As(sender).GiveAsync(stream, gift, quantity);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var promise = await answer.JsonAsync();
        ((string?)promise["status"]).ShouldBe("pending");
        return (string)promise["location"]!;
    }

    private async Task<string?> StatusAsync(Guid sender, string location) => (string?)(await _house.As(sender).GetJsonAsync(location))["status"];
}
