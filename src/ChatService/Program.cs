using Streaming.ChatService;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

var builder = ServiceHost.CreateBuilder(args);
builder.AddDatabase("chatdb", typeof(Program).Assembly).AddRedis()
    .AddBus("chat", bus => bus
        .On<StreamScheduled, StreamEvents>()
        .On<StreamStarted, StreamEvents>()
        .On<StreamUpdated, StreamEvents>()
        .On<StreamEnded, StreamEvents>()
        .On<StreamCancelled, StreamEvents>()
        .On<GiftSent, GiftMessages>()
        .On<NotificationsCreated, NotificationPush>());
builder.AddStreams().AddMessages().AddChatSettings().AddRooms().AddPresence().AddLiveHub();

var app = builder.Build().UseServiceDefaults();
app.MapLiveHub();
app.MapMessages();
app.MapChatSettings();
app.MapPresence();
await app.RunServiceAsync(args);
