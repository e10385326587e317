using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Streaming.AppHost.Local.Data;

namespace Aspire.Hosting;

#pragma warning disable CS1591 // documented by Aspire

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    string AppHostDirectory { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();

    /// <summary>Generated values that stay; of this engine.</summary>
    internal SecretStore Secrets { get; }
}

#pragma warning restore CS1591
