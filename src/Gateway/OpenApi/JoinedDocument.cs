using System.Text.Json;
using System.Text.Json.Nodes;
using Streaming.Gateway.Routing;

namespace Streaming.Gateway.OpenApi;

/// <summary>
/// One OpenAPI document out of the services' own, fetched when asked for. A service that does not answer is left out and
/// named in <c>x-unavailable</c>.
/// </summary>
internal sealed class JoinedDocument(IHttpClientFactory http, IConfiguration configuration, TimeProvider time)
{
    /// <summary>How long a joined document is served before the services are asked again.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    /// <summary>The same for a document from which a service is missing.</summary>
    public static readonly TimeSpan IncompleteFreshFor = TimeSpan.FromSeconds(3);

    /// <summary>How long a service may take.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);

    private sealed record Joined(string Text, DateTimeOffset FreshUntil);

    private volatile Joined? _latest;

    public async Task<string> ReadAsync(CancellationToken cancellation)
    {
        if (_latest is { } latest && time.GetUtcNow() < latest.FreshUntil)
        {
            return latest.Text;
        }

        var parts = await Task.WhenAll(PublicRoutes.Services.Select(async service => (Service: service, Document: await FetchAsync(service, cancellation))));
        var text = DocumentJoin.Join(parts).ToJsonString();
        _latest = new Joined(text, time.GetUtcNow() + (parts.All(part => part.Document is not null) ? FreshFor : IncompleteFreshFor));
        return text;
    }

    private async Task<JsonObject?> FetchAsync(string service, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerLimit);
        foreach (var replica in Upstreams.Of(service, configuration))
        {
            try
            {
                using var client = http.CreateClient();
                return JsonNode.Parse(await client.GetStringAsync(new Uri(replica, "/openapi/v1.json"), limit.Token)) as JsonObject;
            }
            catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // The next replica may do better; with none left the service counts as unavailable.
            }
        }

        return null;
    }
}

internal static class JoinedDocumentApi
{
    public static void MapJoinedDocument(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/openapi/v1.json", async (JoinedDocument document, CancellationToken cancellation) =>
            Results.Text(await document.ReadAsync(cancellation), "application/json")).ExcludeFromDescription();
}
