namespace Streaming.ChatService;

internal static class StreamsSetup
{
    public static WebApplicationBuilder AddStreams(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StreamsStore>().AddSingleton<StreamDirectory>();
        return builder;
    }
}
