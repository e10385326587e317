using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Streaming.MediaNode.Api;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Signalling;
using Streaming.MediaNode.Tokens;
using Streaming.MediaNode.Transport;
using Streaming.MediaNode.Transport.Dtls;
using Streaming.MediaNode.Webhooks;
using Streaming.MediaNode.Whip;
using Streaming.ServiceDefaults;

namespace Streaming.MediaNode.Hosting;

/// <summary>Puts this node together.</summary>
public static class MediaNodeHosting
{
    /// <summary>Registers everything. The webhooks stop after the rooms have closed, so that the last events still go out.</summary>
    public static void AddMediaNode(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestLineSize = Limits.RequestLineBytes;
            kestrel.Limits.MaxRequestBodySize = Limits.RequestBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.AddTelemetry();
        var services = builder.Services;
        services.AddSingleton(MediaSettings.Read(builder.Configuration));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<MediaClock>();
        services.AddSingleton<MediaMetrics>();
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<TokenSigner>();
        services.AddSingleton<DtlsIdentity>();
        services.AddSingleton<PeerDirectory>();
        services.AddSingleton<PacketDispatcher>();
        services.AddSingleton<UdpEndpoint>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<WebhookSender>(s, new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })));
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<IWebhookSink>(s => s.GetRequiredService<WebhookQueue>());
        services.AddSingleton<MediaContext>();
        services.AddSingleton<RoomRegistry>();
        services.AddSingleton<RoomService>();
        services.AddSingleton<ParticipantService>();
        services.AddSingleton<SignalHandler>();
        services.AddSingleton<SignalSession>();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = Limits.ShutdownTimeout);
        services.AddHostedService(s => s.GetRequiredService<WebhookQueue>());
        services.AddHostedService(s => s.GetRequiredService<UdpEndpoint>());
        services.AddHostedService<Rehearsal>();
        services.AddHostedService<RoomTimer>();
        services.AddHostedService<Farewell>();
        services.AddHealthChecks().AddCheck<UdpCheck>("udp");
    }

    /// <summary>Maps every address.</summary>
    public static void MapMediaNode(this WebApplication app)
    {
        app.Use(next => context => CrossOrigin.Handle(context, next));
        app.Use(next => context => RequestErrors.Handle(context, next));
        app.UseWebSockets();
        app.MapGet("/", () => "OK");
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapSignalling();
        app.MapRoomService();
        app.MapWhip();
    }
}
