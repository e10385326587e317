using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Streaming.StubHost;

/// <summary>A database, a broker, and two services of which the second waits for the first.</summary>
internal static class StubTopology
{
    public static void Run(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        var postgres = builder.AddPostgres("postgres");
        var database = postgres.AddDatabase("shopdb");
        var first = AddStub("first")
            .WithHttpEndpoint()
            .WithReplicas(builder.Configuration.GetValue("replicas", 1))
            .WithReference(database).WaitFor(database);
        var second = AddStub("second")
            .WithHttpEndpoint(port: builder.Configuration.GetValue("port", 8080))
            .WithReference(first).WaitFor(first);
        if (builder.Configuration.GetValue<bool>("stub:broker"))
        {
            second.WithReference(builder.AddRedis("redis")).WithReference(builder.AddRabbitMQ("rabbitmq"));
        }

        if (builder.Configuration.GetValue<bool>("stub:circle"))
        {
            first.WaitFor(second);
        }

        builder.AddParameter("admin-password", new GenerateParameterDefault(), secret: true, persist: true);
        builder.Build().Run();

        IResourceBuilder<ProjectResource> AddStub(string name) => builder
            .AddProject(name, "StubHost.csproj")
            .WithHttpHealthCheck("/health/ready")
            .WithEnvironment(StubService.Marker, name)
            .WithEnvironment(StubService.StartDelay, builder.Configuration[$"stub:delay-{name}"]);
    }
}
