using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Processes;
using Streaming.AppHost.Local.Servers;

namespace Streaming.AppHost.Local.Engine;

/// <summary>Decides how each kind of resource is run.</summary>
internal sealed class RunnerFactory(Topology topology, DataFolder data, PortPlan ports, ProjectSurroundings surroundings, ResourceFeed feed, TimeProvider time)
{
    private readonly Dictionary<IResource, List<ResourceRunner>> _runners = [];
    private readonly Dictionary<PostgresServerResource, PostgresServer> _postgres = [];

    /// <summary>One runner per replica of every resource that runs, knowing whom it waits for.</summary>
    public IReadOnlyList<ResourceRunner> CreateAll()
    {
        foreach (var resource in topology.Resources)
        {
            _runners[resource] = [.. Enumerable.Range(0, resource.Facts.Replicas).Select(replica => Create(resource, replica)).OfType<ResourceRunner>()];
        }

        foreach (var (resource, runners) in _runners)
        {
            var waitsFor = resource.Facts.WaitsFor.SelectMany(other => _runners[other]).ToList();
            runners.ForEach(runner => runner.WaitsFor = waitsFor);
        }

        return [.. topology.Resources.SelectMany(resource => _runners[resource])];
    }

    /// <summary>A process of the engine's own, shown beside the topology's.</summary>
    public ProcessRunner CreateProcess(string name, string kind, IReadOnlyDictionary<string, string> urls, IWorkload workload) =>
        new(workload, new ResourceIdentity($"{name}-0", name, kind, urls, Parent: null, References: [], time.GetUtcNow()), feed, CreateLog($"{name}-0"), time);

    private ResourceRunner? Create(IResource resource, int replica) => resource switch
    {
        PostgresServerResource postgres => CreateProcess(postgres, replica, "PostgresServer", Remember(postgres)),
        PostgresDatabaseResource database => CreateDatabase(database),
        RedisResource redis => CreateProcess(redis, replica, "Redis", new RedisServer(data.Part("redis"), redis.PrimaryEndpoint.Port, redis.PasswordParameter.Text)),
        RabbitMQServerResource rabbit => CreateProcess(rabbit, replica, "RabbitMQServer", CreateRabbitMq(rabbit)),
        ProjectResource project => CreateProcess(project, replica, "Project", new ProjectWorkload(project, replica, surroundings)),
        ViteAppResource vite => CreateProcess(vite, replica, "ViteApp", new ViteWorkload(vite)),
        ParameterResource => null,
        _ => throw new TopologyException($"This engine can't run '{resource.Name}', a {resource.GetType().Name}."),
    };

    private ProcessRunner CreateProcess(IResource resource, int replica, string kind, IWorkload workload) =>
        new(workload, Identify(resource, replica, kind), feed, CreateLog(NameOf(resource, replica)), time) { ExplicitStart = resource.Facts.ExplicitStart };

    private DatabaseRunner CreateDatabase(PostgresDatabaseResource database) =>
        new(
            _postgres[database.Parent],
            _runners[database.Parent][0],
            database.DatabaseName,
            Identify(database, 0, "PostgresDatabase"),
            feed,
            CreateLog(NameOf(database, 0)),
            time);

    private PostgresServer Remember(PostgresServerResource resource) =>
        _postgres[resource] = new PostgresServer(data.Part("postgres"), resource.PrimaryEndpoint.Port, resource.PasswordParameter.Text, ClientsOf(resource));

    private int ClientsOf(PostgresServerResource server) => topology.Resources
        .Where(resource => resource.Facts.References.OfType<PostgresDatabaseResource>().Any(database => database.Parent == server))
        .Sum(resource => resource.Facts.Replicas);

    private RabbitMqServer CreateRabbitMq(RabbitMQServerResource resource) =>
        new(
            data.Part("rabbitmq"),
            new RabbitMqPorts(resource.PrimaryEndpoint.Port, ports.Take(resource.Name), ports.Take(resource.Name)),
            resource.PasswordParameter.Text,
            topology.Secrets.GetOrCreate($"{resource.Name}-cookie"));

    private ConsoleLog CreateLog(string name) => new(Path.Combine(data.Logs, $"{name}.log"), time);

    private ResourceIdentity Identify(IResource resource, int replica, string kind) =>
        new(
            NameOf(resource, replica),
            resource.Name,
            kind,
            resource.Facts.Endpoints.ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.UrlOf(replica), StringComparer.Ordinal),
            resource is IResourceWithParent { Parent: var parent } ? new ParentResource(NameOf(parent, 0), parent.Name) : null,
            [.. resource.Facts.References.Concat(resource.Facts.WaitsFor).Select(other => other.Name).Distinct(StringComparer.Ordinal)],
            time.GetUtcNow());

    private static string NameOf(IResource resource, int replica) => $"{resource.Name}-{replica.ToString(CultureInfo.InvariantCulture)}";
}
