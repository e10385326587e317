using System.Net;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Servers;
using Streaming.Testing;

namespace Streaming.GiftService.Tests;

/// <summary>The broker goes away and comes back, with a house of its own.</summary>
public sealed class BrokerOutageTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly House _house = new();
    private RunningServer? _broker;

    private RunningServer Broker => _broker ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        var ports = FreePort.Take(3);
        var server = new RabbitMqServer(_folder.Sub("rabbitmq"), new RabbitMqPorts(ports[0], ports[1], ports[2]), "test", "testcookie");
        _broker = await RunningServer.StartAsync("RabbitMQ", server);
        await _house.StartAsync(server.ConnectionString, patienceSeconds: 2);
    }

    [Fact]
    public async Task Gifts_sent_while_the_broker_is_away_are_promised_and_settle_when_it_is_back()
    {
        var creator = Guid.CreateVersion7();
        var stream = await _house.Desk.GoLiveAsync(creator);
        var (sender, poor) = (await _house.PersonWithAsync(), await _house.PersonWithAsync());
        (await _house.As(sender).GiveAsync(stream, "rose", key: "before")).IsSuccessStatusCode.ShouldBeTrue();
        await Eventually.BecomesTrueAsync(() => _house.Desk.SentTo(stream).Any(), TimeSpan.FromSeconds(60));
        await Broker.StopAsync();

        var answer = await _house.As(sender).GiveAsync(stream, "star", key: "during");
        var tooMuch = await _house.As(poor).GiveAsync(stream, "mansion", quantity: 2, key: "during");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var promise = await answer.JsonAsync();
        ((string?)promise["status"]).ShouldBe("pending");
        var location = (string)promise["location"]!;
        ((string?)(await _house.As(sender).GetJsonAsync(location))["status"]).ShouldBe("pending");
        (await _house.BalanceOfAsync(sender)).ShouldBe(99);

        await Broker.StartAsync();

        await Eventually.BecomesTrueAsync(async () => (string?)(await _house.As(sender).GetJsonAsync(location))["status"] == "sent", TimeSpan.FromSeconds(60));
        (await _house.BalanceOfAsync(sender)).ShouldBe(94);
        var refused = (string)(await tooMuch.JsonAsync())["location"]!;
        await Eventually.BecomesTrueAsync(async () => (string?)(await _house.As(poor).GetJsonAsync(refused))["code"] == "insufficient_tokens", TimeSpan.FromSeconds(60));
        await Eventually.BecomesTrueAsync(() => _house.Desk.SentTo(stream).Any(s => s.Gift.Id == "star"), TimeSpan.FromSeconds(60));
        _house.Desk.SentTo(stream).Select(s => s.Gift.Id).ShouldBe(["rose", "star"]);
        // The promise was the first answer and stays the answer of its key.
        (await (await _house.As(sender).GiveAsync(stream, "star", key: "during")).JsonAsync()).ToJsonString().ShouldBe(promise.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }
}
