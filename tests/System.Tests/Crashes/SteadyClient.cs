using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Streaming.Testing;

namespace Streaming.SystemTests.Crashes;

/// <summary>
/// A client as ours are: a request that met an outage is sent again, the same, until it is answered. Only an answer below 500 counts,
/// and 429 waits as told.
/// </summary>
public sealed class SteadyClient : IDisposable
{
    /// <summary>How long a part of the platform may be away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly HttpClient _client;

    private SteadyClient(HttpClient client, string id, string token)
    {
        _client = client;
        Id = id;
        Token = token;
    }

    /// <summary>The user's id.</summary>
    public string Id { get; }

    /// <summary>The access token.</summary>
    public string Token { get; }

    /// <summary>Registers somebody new.</summary>
    public static async Task<SteadyClient> RegisterAsync(Platform platform, string name)
    {
        var username = $"{name}{Guid.NewGuid():N}"[..20];
        var client = platform.CreateClient();
        client.Timeout = TimeSpan.FromSeconds(20);
        using var anonymous = new SteadyClient(platform.CreateClient(), "", "");
        var registered = await anonymous.PostAsync(
            "/api/auth/register", new { email = $"{username}@example.test", username, displayName = name, password = "correct horse battery" });
        var token = (string)registered["accessToken"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new SteadyClient(client, (string)registered["user"]!["id"]!, token);
    }

    /// <summary>POSTs under one Idempotency-Key, however often it takes.</summary>
    public Task<JsonObject> PostAsync(string path, object body, string? key = null)
    {
        key ??= Guid.NewGuid().ToString();
        return SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            return request;
        });
    }

    /// <summary>GETs, however often it takes.</summary>
    public Task<JsonObject> GetAsync(string path) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<JsonObject> SendAsync(Func<HttpRequestMessage> make)
    {
        JsonObject? answer = null;
        await Eventually.BecomesTrueAsync(async () => (answer = await TryAsync(make)) is not null, Patience);
        return answer!;
    }

    private async Task<JsonObject?> TryAsync(Func<HttpRequestMessage> make)
    {
        try
        {
            using var request = make();
            using var answer = await _client.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
                return null;
            }

            var text = await answer.Content.ReadAsStringAsync();
            return (int)answer.StatusCode switch
            {
                >= 500 => null,
                >= 400 => throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {text}"),
                _ => text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(),
            };
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
    }
}
