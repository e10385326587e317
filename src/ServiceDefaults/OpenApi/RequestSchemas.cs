using Microsoft.OpenApi;

namespace Streaming.ServiceDefaults;

/// <summary>In requests a member that may be null may also be left out; answers always carry every member.</summary>
internal static class RequestSchemas
{
    public static void Relax(OpenApiDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var body in document.Paths.Values.SelectMany(path => path.Operations ?? []).Select(o => o.Value).Select(operation => operation.RequestBody))
        {
            foreach (var media in body?.Content?.Values ?? [])
            {
                Relax(document, media.Schema, seen);
            }
        }
    }

    private static void Relax(OpenApiDocument document, IOpenApiSchema? schema, HashSet<string> seen)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (!seen.Add(id) || document.Components?.Schemas?.TryGetValue(id, out schema) != true)
            {
                return;
            }
        }

        if (schema is not OpenApiSchema concrete)
        {
            return;
        }

        foreach (var (name, member) in concrete.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
        {
            if (IsNullable(member))
            {
                concrete.Required?.Remove(name);
            }

            Relax(document, member, seen);
        }

        Relax(document, concrete.Items, seen);
        foreach (var part in concrete.OneOf ?? [])
        {
            Relax(document, part, seen);
        }
    }

    private static bool IsNullable(IOpenApiSchema member) =>
        member.Type?.HasFlag(JsonSchemaType.Null) == true || member.OneOf?.Any(one => one.Type == JsonSchemaType.Null) == true;
}
