using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Streaming.ServiceDefaults;
using Streaming.Testing;

[assembly: AssemblyFixture(typeof(Streaming.WalletService.Tests.Wallet))]

namespace Streaming.WalletService.Tests;

/// <summary>WalletService in this process, on a real database and broker; one for all tests, each with people of its own.</summary>
public sealed class Wallet : IAsyncLifetime
{
    private readonly Servers _servers = new();
    private readonly WebApplicationFactory<Ledger> _bare = new();
    private WebApplicationFactory<Ledger>? _service;
    private Listener? _heard;

    public IServiceProvider Services => Service.Services;

    public Database Database => Services.GetRequiredService<Database>();

    public Listener Heard => _heard ?? throw new InvalidOperationException("Not started.");

    private WebApplicationFactory<Ledger> Service => _service ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        var broker = _servers.RabbitMqAsync();
        var database = await _servers.CreateDatabaseAsync("walletdb");
        var address = await broker;
        _service = _bare.WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:walletdb", database)
            .UseSetting("ConnectionStrings:rabbitmq", address)
            .UseSetting("Auth:Jwks", TestTokens.Jwks)
            .UseSetting("Logging:LogLevel:Default", "Warning"));
        _heard = await Listener.StartAsync(await _servers.CreateDatabaseAsync("listenerdb"), address);
        await Eventually.BecomesTrueAsync(async () => (await Anyone().GetAsync("/health/ready")).IsSuccessStatusCode, TimeSpan.FromSeconds(60));
    }

    /// <summary>Someone at an instance of the service that has another setting.</summary>
    public HttpClient AsWith(Guid person, string setting, string value) =>
        WithToken(TestTokens.ForUser(person), Service.WithWebHostBuilder(host => host.UseSetting(setting, value)).CreateClient());

    public HttpClient Anyone() => Service.CreateClient();

    public HttpClient As(Guid person) => WithToken(TestTokens.ForUser(person));

    public HttpClient AsAdmin() => WithToken(TestTokens.ForUser(Guid.CreateVersion7(), "root", "admin"));

    public HttpClient AsGuest() => WithToken(TestTokens.ForGuest());

    public async Task<Guid> PersonWithAsync(long tokens)
    {
        var person = Guid.CreateVersion7();
        await PostAsync(new LedgerTransaction(
            "purchase",
            Guid.CreateVersion7().ToString(),
            "Bought for a test",
            StreamId: null,
            [new(LedgerAccount.Person(person), Amount.OfTokens(tokens)), new(LedgerAccount.Issued(), -Amount.OfTokens(tokens))]));
        return person;
    }

    public Task<PostResult> PostAsync(LedgerTransaction transaction) => Database.TransactAsync(
        work => Services.GetRequiredService<Ledger>().PostAsync(work, transaction, CancellationToken.None), CancellationToken.None);

    public async Task<long> BalanceOfAsync(Guid person) =>
        (await Services.GetRequiredService<LedgerReader>().BalanceAsync(person, CancellationToken.None)).WholeTokens;

    public async ValueTask DisposeAsync()
    {
        await (_heard?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_service?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _bare.DisposeAsync();
        await _servers.DisposeAsync();
    }

    private HttpClient WithToken(string token) => WithToken(token, Anyone());

    private static HttpClient WithToken(string token, HttpClient client)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

/// <summary>Short forms for requests.</summary>
internal static class Requests
{
    public static async Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await client.SendAsync(request);
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? throw new InvalidOperationException("No JSON.");

    public static Task<HttpResponseMessage> FetchAsync(this HttpClient client, string path) => client.GetAsync(path, TestContext.Current.CancellationToken);

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path) => await (await client.FetchAsync(path)).JsonAsync();
}
