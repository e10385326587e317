using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Streaming.Testing;

/// <summary>One span as the dashboard has it.</summary>
/// <param name="Service">Which service made it.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Source">The activity source, such as <c>Npgsql</c>.</param>
/// <param name="ParentId">Empty for a root.</param>
/// <param name="Id">Its own id.</param>
public sealed record Span(string Service, string Name, string Source, string ParentId, string Id);

/// <summary>What the dashboard has received, read as a script would.</summary>
public sealed class Telemetry : IDisposable
{
    private readonly HttpClient _client;

    /// <summary>Reads from a dashboard.</summary>
    /// <param name="dashboard">Its address.</param>
    /// <param name="apiKey">The secret <c>dashboard-api-key</c>.</param>
    public Telemetry(Uri dashboard, string apiKey)
    {
        _client = new HttpClient { BaseAddress = dashboard };
        _client.DefaultRequestHeaders.Add("x-api-key", apiKey);
    }

    /// <summary>Names of the services that have sent anything.</summary>
    public async Task<IReadOnlyList<string>> SourcesAsync(CancellationToken cancellationToken)
    {
        var resources = await _client.GetFromJsonAsync<JsonArray>("/api/telemetry/resources", cancellationToken);
        return [.. resources!.Select(resource => (string)resource!["name"]!)];
    }

    /// <summary>The spans of one trace that have arrived so far.</summary>
    public async Task<IReadOnlyList<Span>> TraceAsync(string traceId, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync($"/api/telemetry/traces/{traceId}", cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return [];
        }

        var trace = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return
        [
            .. from resource in trace!["data"]!["resourceSpans"]!.AsArray()
               let service = ServiceOf(resource!["resource"]!["attributes"]!.AsArray())
               from scope in resource["scopeSpans"]!.AsArray()
               from span in scope!["spans"]!.AsArray()
               select new Span(service, (string)span!["name"]!, (string?)scope["scope"]?["name"] ?? "", (string?)span["parentSpanId"] ?? "", (string)span["spanId"]!),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static string ServiceOf(JsonArray attributes) =>
        (string)attributes.Single(attribute => (string?)attribute!["key"] == "service.name")!["value"]!["stringValue"]!;
}
