using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Streaming.Gateway.Web;

/// <summary>
/// Pages of other sites that may use the API with access tokens: those of the setting <c>Cors:Origins</c>, separated by
/// commas; none by default. Never with cookies.
/// </summary>
internal static class ForeignOrigins
{
    public static WebApplicationBuilder AddForeignOrigins(this WebApplicationBuilder builder)
    {
        var origins = (builder.Configuration["Cors:Origins"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        builder.Services.AddCors();
        builder.Services.Configure<CorsOptions>(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", "X-Requested-With", "X-SignalR-User-Agent")
            .WithExposedHeaders("Location", "Retry-After", "ETag", "Link")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return builder;
    }
}
