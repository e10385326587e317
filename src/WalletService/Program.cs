using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.WalletService;

var builder = ServiceHost.CreateBuilder(args);
builder.AddDatabase("walletdb", typeof(Ledger).Assembly).AddBus("wallet", bus => bus
    .On<GiftRequested, GiftCharging>()
    .Answer<DeductTokens, DeductTokensResult, EnrolmentCharging>());
builder.Services.AddCreatorShare();
builder.Services.AddPurchases(builder.Configuration);
builder.Services.AddVerification();
builder.Services.AddSingleton<LedgerMetrics>().AddSingleton<Ledger>().AddSingleton<LedgerReader>().AddSingleton<GiftChargeStore>();

var app = builder.Build().UseServiceDefaults();
app.MapBalances();
app.MapPurchases();
app.MapEarnings();
app.MapVerification();
await (args is [VerifyCommand.Name] ? VerifyCommand.RunAsync(app.Services) : app.RunServiceAsync(args));
