namespace Streaming.IdentityService.Sessions;

internal static class SessionsSetup
{
    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<SessionsStore>()
        .AddSingleton<SignIns>()
        .AddHostedService<SessionHousekeeping>();
}
