using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Tokens;

internal static class TokensSetup
{
    public static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddSingleton<SigningKeysStore>()
        .AddSingleton<KeyRing>()
        .AddSingleton<ITokenKeys>(provider => provider.GetRequiredService<KeyRing>())
        .AddHostedService(provider => provider.GetRequiredService<KeyRing>())
        .AddSingleton<AccessTokens>();
}
