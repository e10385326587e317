using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Streaming.Gateway.Tests;

/// <summary>Short forms that tests of the gateway share.</summary>
internal static class Requests
{
    /// <summary>Sends a request with an access token, headers and a JSON body, each where given.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string path, object? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Checks the status (shows the body when it differs) and reads the JSON object.</summary>
    public static async Task<JsonObject> ShouldBeAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status, text);
        return text.Length == 0 ? [] : (JsonObject)JsonNode.Parse(text)!;
    }

    /// <summary>Checks that the answer is a problem document with that code.</summary>
    public static async Task<JsonObject> ShouldBeProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var problem = await answer.ShouldBeAsync(status);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        ((string?)problem["code"]).ShouldBe(code, problem.ToJsonString());
        ((string?)problem["traceId"]).ShouldNotBeNullOrEmpty();
        return problem;
    }

    public static string Text(this JsonObject json, string name) => (string?)json[name] ?? throw new KeyNotFoundException($"{name} in {json.ToJsonString()}");
}
