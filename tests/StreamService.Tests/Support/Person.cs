using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Streaming.Testing;

namespace Streaming.StreamService.Tests.Support;

/// <summary>Somebody with a browser: signed in, a guest, or nobody in particular.</summary>
public sealed class Person : IDisposable
{
    private readonly HttpClient _http;

    private Person(StreamServer server, string id, string? token)
    {
        Id = id;
        _http = new HttpClient { BaseAddress = server.Address };
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    public string Id { get; }

    /// <summary>The slug of their channel, when they have one.</summary>
    public string Slug { get; private set; } = "";

    public string ChannelId { get; private set; } = "";

    public static Person SignedIn(StreamServer server, string username = "ada", params string[] roles)
    {
        var id = Guid.CreateVersion7();
        return new Person(server, id.ToString(), TestTokens.ForUser(id, username, roles));
    }

    public static Person Guest(StreamServer server, Guid id) => new(server, $"guest_{id:N}", TestTokens.ForGuest(id));

    public static Person Anonymous(StreamServer server) => new(server, "", token: null);

    public static Person With(StreamServer server, string token) => new(server, "", token);

    /// <summary>Somebody with a channel.</summary>
    public static async Task<Person> CreatorAsync(StreamServer server, string username = "ada")
    {
        var person = SignedIn(server, username);
        person.Slug = NewSlug();
        var channel = await person.PostAsync("/api/channels", new { name = "Ada's channel", slug = person.Slug });
        person.ChannelId = (string)channel["id"]!;
        return person;
    }

    /// <summary>Somebody with a channel and a live stream.</summary>
    public static async Task<(Person Creator, string StreamId)> LiveAsync(StreamServer server, object? details = null)
    {
        var creator = await CreatorAsync(server);
        await creator.PostAsync("/api/streams/setup", details ?? new { title = "Morning show" });
        var live = await creator.PostAsync("/api/streams/go-live", new { });
        return (creator, (string)live["stream"]!["id"]!);
    }

    public static string NewSlug() => $"c-{Guid.NewGuid():N}"[..20];

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<JsonObject> GetAsync(string path) => SucceedAsync(HttpMethod.Get, path, null);

    public Task<JsonObject> PostAsync(string path, object? body = null) => SucceedAsync(HttpMethod.Post, path, body);

    public Task<JsonObject> PutAsync(string path, object body) => SucceedAsync(HttpMethod.Put, path, body);

    public Task<JsonObject> PatchAsync(string path, object body) => SucceedAsync(HttpMethod.Patch, path, body);

    public Task<JsonObject> DeleteAsync(string path) => SucceedAsync(HttpMethod.Delete, path, null);

    /// <summary>A request that must fail; gives its problem document after checking that it is one.</summary>
    public async Task<JsonObject> FailAsync(HttpMethod method, string path, HttpStatusCode status, string code, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        return await ShouldFailAsync(response, status, code);
    }

    /// <summary>A POST of a body that need not be JSON, which must fail.</summary>
    public async Task<JsonObject> FailRawAsync(string path, string body, HttpStatusCode status, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await ShouldFailAsync(response, status, code);
    }

    private static async Task<JsonObject> ShouldFailAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(text)!.AsObject();
        ((string?)problem["code"]).ShouldBe(code, text);
        ((string?)problem["traceId"]).ShouldNotBeNullOrEmpty();
        return problem;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> SucceedAsync(HttpMethod method, string path, object? body)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}
