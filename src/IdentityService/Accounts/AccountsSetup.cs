namespace Streaming.IdentityService.Accounts;

internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton<AccountsStore>()
        .AddSingleton<OwnAccount>();
}
