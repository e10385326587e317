using Streaming.AppHost.Local.Engine;

namespace Aspire.Hosting.ApplicationModel;

#pragma warning disable CS1591 // documented by Aspire

public class PostgresServerResource(string name, ParameterResource password)
    : Resource(name), IResourceWithEndpoints, IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ParameterResource PasswordParameter { get; } = password;

    public EndpointReference PrimaryEndpoint => new(this, EndpointFact.Tcp);

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host=127.0.0.1;Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username=postgres;Password={PasswordParameter}");
}

public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
    : Resource(name), IResourceWithParent, IResourceWithConnectionString
{
    public PostgresServerResource Parent { get; } = parent;

    IResource IResourceWithParent.Parent => Parent;

    public string DatabaseName { get; } = databaseName;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{Parent.ConnectionStringExpression};Database={DatabaseName}");
}

public class RedisResource(string name, ParameterResource password)
    : Resource(name), IResourceWithEndpoints, IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ParameterResource PasswordParameter { get; } = password;

    public EndpointReference PrimaryEndpoint => new(this, EndpointFact.Tcp);

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)},password={PasswordParameter}");
}

public class RabbitMQServerResource(string name, ParameterResource password)
    : Resource(name), IResourceWithEndpoints, IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ParameterResource PasswordParameter { get; } = password;

    public EndpointReference PrimaryEndpoint => new(this, EndpointFact.Tcp);

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://streaming:{PasswordParameter}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
}

#pragma warning restore CS1591
