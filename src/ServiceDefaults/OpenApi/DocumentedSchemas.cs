using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Streaming.ServiceDefaults;

/// <summary>Gives schemas the words of the documentation comments.</summary>
internal sealed class DocumentedSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo is null && schema.Properties is { Count: > 0 } properties)
        {
            schema.Description ??= XmlDocs.OfType(type);
            foreach (var property in type.GetProperties())
            {
                if (properties.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(property.Name), out var member))
                {
                    member.Description ??= XmlDocs.OfProperty(property.DeclaringType ?? type, property.Name);
                }
            }
        }

        return Task.CompletedTask;
    }
}
