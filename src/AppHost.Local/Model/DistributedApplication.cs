using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Engine;
using Streaming.AppHost.Local.Processes;

namespace Aspire.Hosting;

#pragma warning disable CS1591 // documented by Aspire

public sealed class DistributedApplication
{
    private readonly LocalBuilder _builder;

    private DistributedApplication(LocalBuilder builder) => _builder = builder;

    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        AppDomain.CurrentDomain.UnhandledException += (_, thrown) => EndPlainly(thrown.ExceptionObject);
        return new LocalBuilder(args);
    }

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public Task RunAsync(CancellationToken cancellationToken = default) => LocalHost.RunAsync(_builder.CreateTopology(), cancellationToken);

    // What a person can mend is said in one line, without a stack.
    private static void EndPlainly(object error)
    {
        if (error is DistributedApplicationException or MissingToolException)
        {
            Console.Error.WriteLine(((Exception)error).Message);
            Environment.Exit(1);
        }
    }

    private sealed class LocalBuilder : IDistributedApplicationBuilder
    {
        private readonly List<IResource> _resources = [];
        private readonly RunOptions _options;

        public LocalBuilder(string[] args)
        {
            Configuration.AddEnvironmentVariables();
            Configuration.AddCommandLine(CommandLine.Normalize(args));
            _options = RunOptions.From(Configuration);
            Secrets = new SecretStore(Path.Combine(_options.DataFolder, "secrets"));
        }

        public ConfigurationManager Configuration { get; } = new();

        public string AppHostDirectory { get; } = Path.GetDirectoryName(Metadata("apphostprojectpath")) ?? Environment.CurrentDirectory;

        public SecretStore Secrets { get; }

        public IResourceBuilder<T> AddResource<T>(T resource)
            where T : IResource
        {
            if (_resources.Exists(other => other.Name == resource.Name))
            {
                throw new TopologyException($"Two resources are named '{resource.Name}'.");
            }

            _resources.Add(resource);
            return new LocalResourceBuilder<T>(this, resource);
        }

        public DistributedApplication Build() => new(this);

        public Topology CreateTopology() => new(_resources, _options, Secrets, Metadata("apphostconfiguration") ?? "Debug");

        private static string? Metadata(string key) =>
            Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == key)?.Value;
    }

    private sealed record LocalResourceBuilder<T>(IDistributedApplicationBuilder ApplicationBuilder, T Resource) : IResourceBuilder<T>
        where T : IResource;
}

#pragma warning restore CS1591
