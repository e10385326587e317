using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Streaming.ServiceDefaults;

namespace Streaming.Contracts.Tests;

/// <summary>JSON schemas of what travels on the bus.</summary>
internal static class EventSchema
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Events, requests and answers: the records of Contracts that are not merely part of another.</summary>
    public static IReadOnlyList<Type> Messages { get; } = FindMessages();

    public static JsonObject Of(Type message)
    {
        var schema = (JsonObject)Json.GetJsonSchemaAsNode(message, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe });
        return new JsonObject([KeyValuePair.Create<string, JsonNode?>("$schema", "https://json-schema.org/draft/2020-12/schema"), KeyValuePair.Create<string, JsonNode?>("title", message.Name), .. Members(schema)]);
    }

    public static string Write(Type message) => Of(message).ToJsonString(Written) + "\n";

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject schema) => schema.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()));

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var text = context.PropertyInfo is { AttributeProvider: PropertyInfo property }
            ? XmlDocs.OfProperty(property.DeclaringType!, property.Name)
            : XmlDocs.OfType(context.TypeInfo.Type);
        if (node is JsonObject schema && text is not null)
        {
            schema.Insert(0, "description", text);
        }

        return node;
    }

    private static IReadOnlyList<Type> FindMessages()
    {
        var all = typeof(UserRegistered).Assembly.GetExportedTypes();
        var parts = all.SelectMany(type => type.GetProperties()).SelectMany(property => property.PropertyType.GetGenericArguments().Append(property.PropertyType)).ToHashSet();
        return [.. all.Where(type => !parts.Contains(type)).OrderBy(type => type.Name, StringComparer.Ordinal)];
    }
}
