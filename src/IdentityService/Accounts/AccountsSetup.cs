namespace Streaming.IdentityService.Accounts;

internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<AccountsStore>()
        .AddSingleton<OwnAccount>();
}
