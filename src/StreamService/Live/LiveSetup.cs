namespace Streaming.StreamService.Live;

/// <summary>Registers what starts, watches and ends live streams.</summary>
internal static class LiveSetup
{
    public static IHostApplicationBuilder AddLive(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StreamsSettings>().BindConfiguration(StreamsSettings.Section)
            .Validate(s => s.GraceSeconds > 0 && s.FirstPublisherSeconds > 0, "Streams__GraceSeconds and Streams__FirstPublisherSeconds must be above 0.")
            .ValidateOnStart();
        builder.Services.AddSingleton<StreamMetrics>().AddSingleton<PublisherChanges>().AddSingleton<GoingLive>().AddSingleton<Ending>()
            .AddHostedService<GraceKeeper>();
        return builder;
    }
}
