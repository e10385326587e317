using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Streaming.ServiceDefaults;

/// <summary>Writes into each operation what the building blocks do without the route saying so: sign-in, paging, idempotency keys, problem codes.</summary>
internal sealed class OperationConventions : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        operation.OperationId = operation.OperationId is { } id ? JsonNamingPolicy.CamelCase.ConvertName(id) : null;
        DescribeSignIn(operation, metadata, context.Document);
        DescribeParameters(operation, metadata);
        Problems(operation, metadata, context.Document);
        return Task.CompletedTask;
    }

    private static void DescribeSignIn(OpenApiOperation operation, IList<object> metadata, OpenApiDocument? document)
    {
        if (metadata.OfType<ForeignBearer>().Any())
        {
            return;
        }

        var callers = metadata.OfType<MethodInfo>().SelectMany(method => method.GetParameters()).Where(p => p.ParameterType == typeof(Caller)).ToList();
        var demanded = metadata.Any(m => m is IAuthorizeData or AuthorizationPolicy) || callers.Exists(p => !Caller.IsOptional(p));
        if (!demanded && callers.Count == 0)
        {
            return;
        }

        var bearer = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SharedComponents.Bearer, document)] = [] };
        operation.Security = demanded ? [bearer] : [[], bearer];
        Add(operation, 401, document);
    }

    private static void DescribeParameters(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query))
        {
            if (parameter is { Name: "limit", Schema: OpenApiSchema limit })
            {
                (limit.Minimum, limit.Maximum) = ("1", Cursor.MaxLimit.ToString(CultureInfo.InvariantCulture));
                parameter.Description ??= $"Rows of a page; {Cursor.DefaultLimit} when not given.";
            }
            else if (parameter.Name == "cursor")
            {
                parameter.Description ??= "The `nextCursor` of the page before; leave out for the first.";
            }
        }

        if (metadata.OfType<IdempotencyKeys.Marker>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotencyKeys.Header,
                In = ParameterLocation.Header,
                Required = true,
                Description = "Chosen by the client for one intent. The same key and body give the first answer again; another body gives 422.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKeys.MaxLength },
            });
        }
    }

    /// <summary>Names the codes of each problem, and says that anything else that goes wrong looks the same.</summary>
    private static void Problems(OpenApiOperation operation, IList<object> metadata, OpenApiDocument? document)
    {
        foreach (var (status, response) in operation.Responses!.Where(r => r.Key is ['4' or '5', ..]))
        {
            var number = int.Parse(status, CultureInfo.InvariantCulture);
            var codes = metadata.OfType<DocumentedProblem>().Where(p => p.Status == number).SelectMany(p => p.Codes).DefaultIfEmpty(ProblemCodes.ForStatus(number));
            response.Description = string.Join(", ", codes.Distinct(StringComparer.Ordinal).Select(code => $"`{code}`"));
        }

        operation.Responses!["default"] = Response("Any other problem", document);
    }

    private static void Add(OpenApiOperation operation, int status, OpenApiDocument? document) =>
        operation.Responses!.TryAdd(status.ToString(CultureInfo.InvariantCulture), Response("", document));

    private static OpenApiResponse Response(string description, OpenApiDocument? document) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(SharedComponents.Problem, document) },
        },
    };
}
