namespace Streaming.ChatService;

internal static class RoomsSetup
{
    public static WebApplicationBuilder AddRooms(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChatMetrics>().AddSingleton<Backplane>().AddSingleton<RoomServices>().AddSingleton<RoomRegistry>().AddSingleton<RoomSignals>();
        builder.Services.AddHostedService<RoomUpkeep>();
        return builder;
    }
}
