using System.Net.Http.Headers;
using System.Text.Json;
using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

/// <summary>Short forms of what tests do with the hub and the routes.</summary>
internal static class Chatter
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Connects as a person (or as a guest) and joins the streams.</summary>
    public static async Task<HubClient> EnterAsync(this Uri node, PublicUser? user, params StreamView[] streams)
    {
        var client = await HubClient.ConnectAsync(node, user?.Token(), Stop);
        foreach (var stream in streams)
        {
            await client.InvokeAsync("JoinStream", stream.Id);
        }

        return client;
    }

    public static Task<JsonElement> SayAsync(this HubClient client, StreamView stream, string content) => client.InvokeAsync("SendMessage", stream.Id, content);

    /// <summary>What the chat of this client showed: its history, then what came.</summary>
    public static List<JsonElement> Seen(this HubClient client) =>
        [.. client.All("chat:history").SelectMany(h => h.GetProperty("items").EnumerateArray()), .. client.All("chat:message")];

    public static List<long> Numbers(this HubClient client) => [.. client.Seen().Select(m => m.GetProperty("seq").GetInt64())];

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    /// <summary>The last count that the client was told.</summary>
    public static int? Count(this HubClient client) => client.All("viewer:count") is [.., var last] ? last.GetProperty("count").GetInt32() : null;

    /// <summary>An HTTP client of a node, signed in or not.</summary>
    public static HttpClient Http(this Uri node, string? token)
    {
        var http = new HttpClient { BaseAddress = node };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop));

    /// <summary>The code of a refused invocation, as a client reads it.</summary>
    public static async Task<string> RefusalAsync(Func<Task<JsonElement>> call)
    {
        var refusal = await Should.ThrowAsync<HubRefusalException>(call);
        return System.Text.RegularExpressions.Regex.Match(refusal.Message, "HubException: (?<code>[a-z_]+): .", default, TimeSpan.FromSeconds(1)).Groups["code"].Value;
    }
}
