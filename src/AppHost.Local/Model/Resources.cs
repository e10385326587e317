using Streaming.AppHost.Local.Engine;

// The part of Aspire's application model that the AppHost's source uses, under Aspire's own names, so that one source compiles
// against both. What Aspire documents is not repeated here.
namespace Aspire.Hosting.ApplicationModel;

#pragma warning disable CS1591 // documented by Aspire

public interface IResource
{
    string Name { get; }

    /// <summary>What the topology says about the resource; of this engine.</summary>
    internal ResourceFacts Facts { get; }
}

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceWithParent : IResource
{
    IResource Parent { get; }
}

public interface IResourceWithConnectionString : IResource, IValueProvider
{
    ReferenceExpression ConnectionStringExpression { get; }

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        ConnectionStringExpression.GetValueAsync(cancellationToken);
}

public abstract class Resource(string name) : IResource
{
    public string Name { get; } = name;

    ResourceFacts IResource.Facts => Facts;

    internal ResourceFacts Facts { get; } = new();
}

public class ProjectResource(string name, string projectPath)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal string ProjectPath { get; } = projectPath;
}

public class ViteAppResource(string name, string appDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal string AppDirectory { get; } = appDirectory;
}

#pragma warning restore CS1591
