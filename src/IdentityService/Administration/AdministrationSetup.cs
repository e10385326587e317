namespace Streaming.IdentityService.Administration;

internal static class AdministrationSetup
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services.AddHostedService<AdminAccount>();
}
