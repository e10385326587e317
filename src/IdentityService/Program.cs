using Streaming.Contracts;
using Streaming.IdentityService.Accounts;
using Streaming.IdentityService.Administration;
using Streaming.IdentityService.Guests;
using Streaming.IdentityService.Passwords;
using Streaming.IdentityService.Profiles;
using Streaming.IdentityService.Sessions;
using Streaming.IdentityService.Tokens;
using Streaming.ServiceDefaults;

var builder = ServiceHost.CreateBuilder(args);
builder.AddDatabase("identitydb", typeof(Program).Assembly).AddBus("identity", bus => bus.On<ChannelSaved, ChannelOwners>());
builder.Services.AddTokens().AddPasswords().AddAccounts().AddSessions().AddAdministration();

var app = builder.Build().UseServiceDefaults();
app.MapRegistration();
app.MapSignIn();
app.MapGuests();
app.MapAccount();
app.MapProfiles();
app.MapKeySet();
app.MapTokenExchange();
await app.RunServiceAsync(args);
