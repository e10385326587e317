using Streaming.Contracts;
using Streaming.GiftService;
using Streaming.ServiceDefaults;

var builder = ServiceHost.CreateBuilder(args);
builder.AddDatabase("giftdb", typeof(GiftSends).Assembly).AddBus("gift", bus => bus
    .On<TokensDeducted, GiftPaid>()
    .On<TokensDeductionRejected, GiftRefused>()
    .On<StreamScheduled, StreamProjection>()
    .On<StreamStarted, StreamProjection>()
    .On<StreamUpdated, StreamProjection>()
    .On<StreamEnded, StreamProjection>()
    .On<StreamCancelled, StreamProjection>()
    .On<UserRegistered, PeopleProjection>()
    .On<UserProfileChanged, PeopleProjection>());
builder.Services.AddSingleton<GiftCatalogue>().AddSingleton<StreamDirectory>().AddSingleton<Leaderboard>();
builder.Services.AddGiftSending();

var app = builder.Build().UseServiceDefaults();
app.MapCatalogue();
app.MapGiftSending();
app.MapLeaderboards();
await app.RunServiceAsync(args);
