using Streaming.Gateway.Routing;

namespace Streaming.Gateway.SignIn;

internal static class CookieSignInSetup
{
    public static WebApplicationBuilder AddCookieSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(nameof(TokenExchange)).UseSocketsHttpHandler((handler, _) => handler.ConnectTimeout = Upstreams.ConnectLimit);
        builder.Services.AddSingleton(services => new TokenExchange(
            services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(TokenExchange)), services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<CookieTokens>();
        return builder;
    }

    public static IApplicationBuilder UseCookieSignIn(this IApplicationBuilder app) => app.UseMiddleware<CookieSignIn>();
}
