using System.Text.Json.Nodes;

namespace Streaming.Gateway.OpenApi;

/// <summary>Joins OpenAPI documents: public paths side by side; schemas of one name stay one when they are equal and get their service's name when not.</summary>
internal static class DocumentJoin
{
    private const string SchemaPath = "#/components/schemas/";

    public static JsonObject Join(IReadOnlyList<(string Service, JsonObject? Document)> parts)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        foreach (var (service, document) in parts)
        {
            if (document is not null)
            {
                Add(service, (JsonObject)document.DeepClone(), paths, schemas);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "Streaming", ["version"] = "v1" },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                    ["cookie"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "session" },
                },
            },
            ["x-unavailable"] = new JsonArray([.. parts.Where(part => part.Document is null).Select(part => (JsonNode)part.Service)]),
        };
    }

    private static void Add(string service, JsonObject document, JsonObject paths, JsonObject schemas)
    {
        var own = document["components"]?["schemas"] as JsonObject ?? [];
        var renamed = own
            .Where(schema => schemas[schema.Key] is { } other && !JsonNode.DeepEquals(other, schema.Value))
            .ToDictionary(schema => SchemaPath + schema.Key, schema => $"{SchemaPath}{char.ToUpperInvariant(service[0])}{service[1..]}{schema.Key}", StringComparer.Ordinal);
        Rename(document, renamed);
        foreach (var (name, schema) in own)
        {
            schemas[renamed.TryGetValue(SchemaPath + name, out var other) ? other[SchemaPath.Length..] : name] = schema?.DeepClone();
        }

        foreach (var (path, operations) in document["paths"] as JsonObject ?? [])
        {
            if (path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/hls/", StringComparison.Ordinal))
            {
                paths.TryAdd(path, operations?.DeepClone());
            }
        }
    }

    private static void Rename(JsonNode? node, Dictionary<string, string> renamed)
    {
        switch (node)
        {
            case JsonObject members:
                if (members["$ref"] is JsonValue reference && renamed.TryGetValue(reference.ToString(), out var other))
                {
                    members["$ref"] = other;
                }

                foreach (var (_, member) in members)
                {
                    Rename(member, renamed);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Rename(item, renamed);
                }

                break;
        }
    }
}
