namespace Streaming.IdentityService.Passwords;

internal static class PasswordsSetup
{
    public static IServiceCollection AddPasswords(this IServiceCollection services) => services
        .AddSingleton<PasswordWork>()
        .AddSingleton<SignInFailures>();
}
