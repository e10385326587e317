using System.Text.Json.Nodes;

namespace Streaming.Gateway.OpenApi;

/// <summary>
/// Joins OpenAPI documents: public paths and components side by side. Schemas of one name stay one when they are equal;
/// else the later one gets its service's name before its own.
/// </summary>
internal static class DocumentJoin
{
    private const string SchemaPath = "#/components/schemas/";

    public static JsonObject Join(IReadOnlyList<(string Service, JsonObject? Document)> parts)
    {
        var joined = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "Streaming", ["version"] = "v1" },
            ["paths"] = new JsonObject(),
            ["components"] = new JsonObject { ["schemas"] = new JsonObject() },
            ["x-unavailable"] = new JsonArray([.. parts.Where(part => part.Document is null).Select(part => (JsonNode)part.Service)]),
        };
        foreach (var (service, document) in parts)
        {
            if (document is not null)
            {
                Add(service, (JsonObject)document.DeepClone(), joined);
            }
        }

        return joined;
    }

    private static void Add(string service, JsonObject document, JsonObject joined)
    {
        Rename(document, Clashes(service, Members(document, "components", "schemas"), Members(joined, "components", "schemas")));
        foreach (var (section, components) in Members(document, "components"))
        {
            var target = Members(joined, "components", section);
            joined["components"]![section] ??= target;
            Merge((JsonObject)components!, target);
        }

        Merge(Members(document, "paths"), Members(joined, "paths"), IsPublic);
    }

    /// <summary>Names that mean something else in an earlier service's document, and what to call them instead.</summary>
    private static Dictionary<string, string> Clashes(string service, JsonObject own, JsonObject others) => own
        .Where(schema => others[schema.Key] is { } other && !JsonNode.DeepEquals(other, schema.Value))
        .ToDictionary(schema => schema.Key, schema => $"{char.ToUpperInvariant(service[0])}{service[1..]}{schema.Key}", StringComparer.Ordinal);

    private static void Rename(JsonObject document, Dictionary<string, string> names)
    {
        var schemas = Members(document, "components", "schemas");
        foreach (var (name, other) in names)
        {
            schemas[other] = schemas[name]!.DeepClone();
            schemas.Remove(name);
        }

        RenameReferences(document, names.ToDictionary(name => SchemaPath + name.Key, name => SchemaPath + name.Value, StringComparer.Ordinal));
    }

    private static void RenameReferences(JsonNode? node, Dictionary<string, string> names)
    {
        switch (node)
        {
            case JsonObject members:
                if (members["$ref"] is JsonValue reference && names.TryGetValue(reference.ToString(), out var other))
                {
                    members["$ref"] = other;
                }

                foreach (var (_, member) in members)
                {
                    RenameReferences(member, names);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    RenameReferences(item, names);
                }

                break;
        }
    }

    private static void Merge(JsonObject from, JsonObject to, Func<string, bool>? only = null)
    {
        foreach (var (name, value) in from)
        {
            if (only?.Invoke(name) != false)
            {
                to.TryAdd(name, value?.DeepClone());
            }
        }
    }

    private static bool IsPublic(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/hls/", StringComparison.Ordinal);

    private static JsonObject Members(JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node[name] as JsonObject ?? [];
        }

        return node;
    }
}
