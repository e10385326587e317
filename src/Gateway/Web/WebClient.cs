using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;

namespace Streaming.Gateway.Web;

/// <summary>The built web client: files of <c>wwwroot</c>, and its one page for every address that is nobody else's.</summary>
internal static class WebClient
{
    private const string Page = "index.html";

    /// <summary>First parts of addresses that are never pages: a mistyped API address must not answer with HTML.</summary>
    private static readonly string[] NotPages = ["/api", "/hubs", "/rtc", "/hls", "/livekit", "/twirp", "/internal", "/openapi", "/health", "/.well-known", "/assets"];

    public static WebApplicationBuilder AddWebClient(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/manifest+json", "application/vnd.apple.mpegurl"];
        });
        return builder;
    }

    public static void UseWebClient(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
    }

    public static void MapPages(this WebApplication app) => app.MapFallback("{**path}", (HttpContext context, IWebHostEnvironment environment) =>
    {
        if (!IsPage(context.Request))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "no-cache";
        var page = environment.WebRootFileProvider.GetFileInfo(Page);
        return page.Exists
            ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8")
            : Results.Text("The web client has not been built yet. The API works; build src/Web and start the gateway again.", statusCode: StatusCodes.Status503ServiceUnavailable);
    });

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !Path.HasExtension(request.Path)
        && !NotPages.Any(part => request.Path.StartsWithSegments(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Names under assets/ carry a hash of their content and never change; everything else is asked for again.</summary>
    private static void SetCaching(StaticFileResponseContext file) => file.Context.Response.Headers.CacheControl =
        file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
