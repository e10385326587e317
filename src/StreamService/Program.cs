using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Audience;
using Streaming.StreamService.Channels;
using Streaming.StreamService.Listings;
using Streaming.StreamService.Live;
using Streaming.StreamService.Media;
using Streaming.StreamService.People;
using Streaming.StreamService.Streams;

var builder = ServiceHost.CreateBuilder(args);
builder.AddDatabase("streamdb", typeof(Program).Assembly).AddRedis().AddMedia().AddLive()
    .AddBus("stream", bus => bus
        .On<UserRegistered, ProfileChanges>().On<UserProfileChanged, ProfileChanges>()
        .On<ViewerJoined, ViewerRecord>().On<ViewerLeft, ViewerRecord>().On<ViewersCounted, ViewerRecord>()
        .On<GiftSent, GiftTotals>()
        .Answer<DescribeStream, StreamDescribed, StreamDescriber>());
builder.Services.AddSingleton<SettingUp>().AddSingleton<ViewerCounts>().AddSingleton<StreamListings>();

var app = builder.Build().UseServiceDefaults();
app.MapChannels();
app.MapStreams();
app.MapWebhook();
await app.RunServiceAsync(args);
