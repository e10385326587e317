using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Streaming.ChatService;

internal static class LiveSetup
{
    public const string Path = "/hubs/live";

    /// <summary>Longest message from a client, in bytes; a longer one closes the connection with that reason.</summary>
    public const int MaxClientMessageBytes = 16 * 1024;

    /// <summary>A connection whose machine does not answer a WebSocket ping in time is closed: a lid that was shut is noticed within their sum.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(2);

    /// <summary>See <see cref="PingInterval"/>.</summary>
    public static readonly TimeSpan PongLimit = TimeSpan.FromSeconds(4);

    public static WebApplicationBuilder AddLiveHub(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UserConnections>().AddSingleton<HubErrors>();
        // It logs every refusal as an error; HubErrors logs what is one.
        builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        builder.Services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MaxClientMessageBytes;
            // What is left to tell in detail are faults of the protocol; HubErrors answers for the methods.
            hub.EnableDetailedErrors = true;
            hub.AddFilter<HubErrors>();
        });
        // The resolver keeps the last protocol of a name.
        builder.Services.AddSingleton<IHubProtocol>(services =>
            new OptionalArguments(new JsonHubProtocol(services.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));
        return builder;
    }

    public static void MapLiveHub(this WebApplication app)
    {
        app.Use(ForgetNegotiation);
        // Here, not by Configure: the hub's own use of WebSockets does not look at configured options.
        app.UseWebSockets(new Microsoft.AspNetCore.Builder.WebSocketOptions { KeepAliveInterval = PingInterval, KeepAliveTimeout = PongLimit });
        app.MapHub<LiveHub>(Path, options => options.Transports = HttpTransportType.WebSockets);
    }

    /// <summary>
    /// Lets a WebSocket open on another node than the one that the client negotiated with: nothing was agreed on there that matters,
    /// since WebSockets are the only transport, so the connection begins anew, as with clients that skip negotiation.
    /// </summary>
    private static Task ForgetNegotiation(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == Path && HttpMethods.IsGet(context.Request.Method))
        {
            context.Request.QueryString = QueryString.Create(context.Request.Query.Where(q => q.Key != "id"));
        }

        return next(context);
    }
}
