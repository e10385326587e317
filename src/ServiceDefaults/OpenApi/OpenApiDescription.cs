using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Streaming.ServiceDefaults;

/// <summary>The service's OpenAPI document: served at <c>/openapi/v1.json</c>, committed under <c>docs/openapi</c>.</summary>
internal static class OpenApiDescription
{
    public const string DocumentName = "v1";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer<DocumentedSchemas>();
        options.AddOperationTransformer<OperationConventions>();
        options.AddDocumentTransformer((document, context, _) =>
        {
            var service = document.Info.Title?.Split(' ')[0];
            document.Info = new OpenApiInfo { Title = service, Version = "1", Description = XmlDocs.AssemblyDescription(service) };
            document.Servers?.Clear();
            SharedComponents.AddTo(document);
            RequestSchemas.Relax(document);
            return Task.CompletedTask;
        });
    }

    public static async Task WriteAsync(WebApplication app, string file)
    {
        // Routes reach the document's source only when the pipeline is put together, which no start does here.
        ((IApplicationBuilder)app).UseRouting();
        ((IApplicationBuilder)app).UseEndpoints(_ => { });
        var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName);
        var document = await provider.GetOpenApiDocumentAsync();
        await using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        await File.WriteAllTextAsync(file, text + "\n");
    }
}
