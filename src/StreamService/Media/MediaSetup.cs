using Streaming.StreamService.Live;

namespace Streaming.StreamService.Media;

/// <summary>Registers what deals with the media server.</summary>
internal static class MediaSetup
{
    public static IHostApplicationBuilder AddMedia(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<LiveKitSettings>(builder.Configuration.GetSection(LiveKitSettings.Section));
        builder.Services.AddHttpClient(nameof(RoomService), client => client.Timeout = RoomService.Limit);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<RoomService>(
            services, services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(RoomService))));
        builder.Services.AddSingleton<MediaRooms>();
        builder.Services.AddSingleton<MediaTokens>();
        builder.Services.AddSingleton<PublisherChanges>();
        builder.Services.AddSingleton<Reconciler>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Reconciler>());
        return builder;
    }
}
