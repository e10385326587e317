using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Contracts;
using Streaming.ServiceDefaults.Tests.Support;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Messaging;

public sealed class RequestTests(Servers servers)
{
    private static readonly DescribeStream Question = new("s");
    private readonly Probe _probe = new();

    [Fact]
    public async Task Request_IsAnswered()
    {
        await using var service = await StartAsync(await servers.RabbitMqAsync());

        (await Requests(service).AskAsync<DescribeStream, StreamDescribed>(Question, CancellationToken.None)).Stream.ShouldBeNull();
        _probe.Tries.ShouldBe(1);
    }

    [Fact]
    public async Task AnswerComesTooLate_Is503()
    {
        await using var service = await StartAsync(await servers.RabbitMqAsync());
        _probe.Behaviour = _ => Task.Delay(TimeSpan.FromSeconds(3));

        await ShouldBe503Async(limit => Requests(service).AskAsync<DescribeStream, StreamDescribed>(Question, CancellationToken.None, limit));
    }

    [Fact]
    public async Task AnswererFails_Is503AfterAFewTries()
    {
        await using var service = await StartAsync(await servers.RabbitMqAsync());
        _probe.Behaviour = _ => throw new Npgsql.NpgsqlException("No connection.", new IOException());

        await ShouldBe503Async(limit => Requests(service).AskAsync<DescribeStream, StreamDescribed>(Question, CancellationToken.None, limit));
        _probe.Tries.ShouldBe(BusSetup.RequestRetries.Length + 1);
    }

    [Fact]
    public async Task NobodyIsThereToAnswer_Is503()
    {
        await using var service = await StartAsync(await servers.RabbitMqAsync());
        var unheard = new DeductTokens("r", "u", "c", "s", 1, "");

        await ShouldBe503Async(limit => Requests(service).AskAsync<DeductTokens, DeductTokensResult>(unheard, CancellationToken.None, limit));
    }

    [Fact]
    public async Task BrokerIsAway_Is503()
    {
        await using var broker = await Broker.StartAsync();
        await using var service = await StartAsync(broker.ConnectionString);
        await broker.Server.KillAsync();

        await ShouldBe503Async(limit => Requests(service).AskAsync<DescribeStream, StreamDescribed>(Question, CancellationToken.None, limit));
    }

    private static BusRequests Requests(TestService service) => service.App.Services.GetRequiredService<BusRequests>();

    private static async Task ShouldBe503Async<T>(Func<TimeSpan, Task<T>> ask)
    {
        var (limit, since) = (TimeSpan.FromSeconds(2), Stopwatch.StartNew());
        var problem = await Should.ThrowAsync<ProblemException>(ask(limit));

        problem.Status.ShouldBe(503);
        problem.Code.ShouldBe("unavailable");
        since.Elapsed.ShouldBeLessThan(limit + TimeSpan.FromSeconds(3));
    }

    private async Task<TestService> StartAsync(string broker) => await BusService.StartAsync(
        "request",
        await servers.CreateDatabaseAsync("request"),
        broker,
        _probe,
        bus => bus.Answer<DescribeStream, StreamDescribed, Describer>()).WhenReadyAsync();
}
