// The whole platform on one page: what runs, what it talks to, what it waits for.
using Microsoft.Extensions.Configuration;
using Streaming.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var options = builder.Configuration;
var replicas = options.GetValue("replicas", 1);
var rateLimits = options.GetValue<bool>("no-rate-limits") ? "false" : "true";

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var redis = builder.AddRedis("redis");
var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithDataVolume();
var media = builder.AddMedia();
var adminPassword = builder.AddParameter("admin-password", new GenerateParameterDefault { MinLength = 20, Special = false }, secret: true, persist: true);

var identity = AddService("identity", "IdentityService")
    .WithEnvironment("Identity__AdminPassword", adminPassword);

var stream = AddService("stream", "StreamService")
    .WithReference(redis).WaitFor(redis)
    .WithMedia(media);

var chat = AddService("chat", "ChatService")
    .WithReference(redis).WaitFor(redis)
    .WithEnvironment("RateLimits__Enabled", rateLimits);

var gift = AddService("gift", "GiftService");
var wallet = AddService("wallet", "WalletService");
var notification = AddService("notification", "NotificationService");

// Whoever checks access tokens asks IdentityService for its public keys.
foreach (var service in (IResourceBuilder<ProjectResource>[])[stream, chat, gift, wallet, notification])
{
    service.WithReference(identity);
}

media.SendWebhooksTo(stream.GetEndpoint("http"));

var gateway = builder.AddProject("gateway", "../Gateway/Gateway.csproj")
    .WithHttpEndpoint(port: options.GetValue("port", 8080))
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health/ready")
    .WithReference(identity).WaitFor(identity)
    .WithReference(stream).WaitFor(stream)
    .WithReference(chat).WaitFor(chat)
    .WithReference(gift).WaitFor(gift)
    .WithReference(wallet).WaitFor(wallet)
    .WithReference(notification).WaitFor(notification)
    .WithMedia(media)
    .WithEnvironment("RateLimits__Enabled", rateLimits);

// The gateway serves the built web client; this is Vite's development server, started by hand from the dashboard.
builder.AddViteApp("web", "../Web")
    .WithReference(gateway)
    .WithExplicitStart();

builder.Build().Run();

IResourceBuilder<ProjectResource> AddService(string name, string project)
{
    var database = postgres.AddDatabase($"{name}db");
    return builder.AddProject(name, $"../{project}/{project}.csproj")
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health/ready")
        .WithReplicas(replicas)
        .WithReference(database).WaitFor(database)
        .WithReference(rabbitmq).WaitFor(rabbitmq);
}
