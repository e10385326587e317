namespace Streaming.NotificationService;

internal static class FanOutSetup
{
    public static void AddFanOut(this IServiceCollection services)
    {
        services.AddSingleton<FanOutSignal>();
        services.AddSingleton<FanOutStore>();
        services.AddHostedService<FanOutWorker>();
    }
}
