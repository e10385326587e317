namespace Streaming.StreamService.Media;

/// <summary>Registers what deals with the media server.</summary>
internal static class MediaSetup
{
    public static IHostApplicationBuilder AddMedia(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LiveKitSettings>().BindConfiguration(LiveKitSettings.Section)
            .Validate(s => Uri.TryCreate(s.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", "LiveKit__Url is not an http address.")
            .Validate(s => s.ApiKey.Length > 0 && s.ApiSecret.Length > 0, "LiveKit__ApiKey or LiveKit__ApiSecret is missing.")
            .ValidateOnStart();
        // One client for good; connections are renewed now and then, so that a moved media server is found.
        builder.Services.AddHttpClient(nameof(RoomService), client => client.Timeout = RoomService.Limit).RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<RoomService>(
            services, services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(RoomService))));
        builder.Services.AddSingleton<MediaRooms>();
        builder.Services.AddSingleton<MediaTokens>();
        builder.Services.AddSingleton<Reconciler>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Reconciler>());
        return builder;
    }
}
