using Streaming.Contracts;
using Streaming.NotificationService;
using Streaming.ServiceDefaults;

var builder = ServiceHost.CreateBuilder(args);
builder.AddDatabase("notificationdb", typeof(Program).Assembly).AddBus("notification", bus => bus
    .On<ChannelFollowed, FollowerChanges>()
    .On<ChannelUnfollowed, FollowerChanges>()
    .On<StreamStarted, StreamOccasions>()
    .On<StreamScheduled, StreamOccasions>()
    .On<GiftSent, GiftOccasions>());
builder.Services.AddFanOut();
builder.Services.AddHostedService<Retention>();

var app = builder.Build().UseServiceDefaults();
app.MapNotifications();
app.MapPreferences();
await app.RunServiceAsync(args);
