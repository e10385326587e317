using Aspire.Hosting.ApplicationModel;
using Streaming.AppHost.Local.Engine;

namespace Aspire.Hosting;

#pragma warning disable CS1591 // documented by Aspire

public static class ResourceExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath)
    {
        var path = Path.GetFullPath(projectPath, builder.AppHostDirectory);
        return File.Exists(path)
            ? builder.AddResource(new ProjectResource(name, path))
            : throw new TopologyException($"'{name}' names the project {path}, which does not exist.");
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        builder.Resource.Facts.Replicas = replicas is > 0 and <= ResourceLimits.MaxReplicas
            ? replicas
            : throw new TopologyException($"'{builder.Resource.Name}' can have 1 to {ResourceLimits.MaxReplicas} replicas, not {replicas}.");
        return builder;
    }

    public static IResourceBuilder<ViteAppResource> AddViteApp(this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev") =>
        builder.AddResource(new ViteAppResource(name, Path.GetFullPath(appDirectory, builder.AppHostDirectory))).WithHttpEndpoint(env: "PORT");

    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null) =>
        builder.AddResource(new PostgresServerResource(name, builder.PasswordOf(name, password))).WithEndpoint(port);

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = builder.ApplicationBuilder.AddResource(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource));
        database.Resource.Facts.WaitsFor.Add(builder.Resource);
        return database;
    }

    // Data always stays in the data folder.
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => builder;

    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) =>
        builder.AddResource(new RedisResource(name, builder.PasswordOf(name, password))).WithEndpoint(port);

    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null) =>
        builder.AddResource(new RabbitMQServerResource(name, builder.PasswordOf(name, password))).WithEndpoint(port);

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) => builder;

    private static ParameterResource PasswordOf(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? given) =>
        (given ?? builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true)).Resource;
}

#pragma warning restore CS1591
