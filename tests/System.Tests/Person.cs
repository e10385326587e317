using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Streaming.Testing;

namespace Streaming.SystemTests;

/// <summary>Somebody with an account, acting through the public address with a bearer token.</summary>
public sealed class Person : IDisposable
{
    private readonly HttpClient _client;

    private Person(HttpClient client, string username)
    {
        _client = client;
        Username = username;
    }

    public string Username { get; }

    /// <summary>Registers somebody new.</summary>
    public static async Task<Person> RegisterAsync(Platform platform, string name, CancellationToken cancellationToken)
    {
        var username = $"{name}{Guid.NewGuid():N}"[..20];
        var client = platform.CreateClient();
        using var answer = await client.PostAsJsonAsync(
            "/api/auth/register",
            new { email = $"{username}@example.com", username, displayName = name, password = "correct horse battery 1" },
            cancellationToken);
        var registered = await ReadAsync(answer, HttpStatusCode.Created, cancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)registered["accessToken"]!);
        return new Person(client, username);
    }

    public async Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(path, cancellationToken);
        return await ReadAsync(answer, HttpStatusCode.OK, cancellationToken);
    }

    /// <summary>POSTs with an idempotency key of its own, as part of a trace if one is given.</summary>
    public async Task<JsonObject> PostAsync(
        string path, object body, HttpStatusCode expected, CancellationToken cancellationToken, ActivityTraceId? trace = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (trace is { } id)
        {
            request.Headers.Add("traceparent", $"00-{id}-{ActivitySpanId.CreateRandom()}-01");
        }

        using var answer = await _client.SendAsync(request, cancellationToken);
        return await ReadAsync(answer, expected, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        answer.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}
