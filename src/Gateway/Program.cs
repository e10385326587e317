using Streaming.Gateway.Limits;
using Streaming.Gateway.OpenApi;
using Streaming.Gateway.Routing;
using Streaming.Gateway.SignIn;
using Streaming.Gateway.Web;
using Streaming.ServiceDefaults;

var builder = ServiceHost.CreateBuilder(args);
builder.AddClientAddresses().AddPublicRoutes().AddCookieSignIn().AddRateLimits().AddForeignOrigins().AddWebClient();
builder.Services.AddSingleton<JoinedDocument>();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseWebClient();
app.UseServiceDefaults(beforeSignIn: stage => stage.UseCors().UseCookieSignIn());
app.UseRateLimits();
app.UseBodyLimits();
app.MapPublicRoutes();
app.MapJoinedDocument();
app.MapPages();
await app.RunServiceAsync(args);
