namespace Aspire.Hosting.ApplicationModel;

#pragma warning disable CS1591 // documented by Aspire

public interface IResourceBuilder<out T>
    where T : IResource
{
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    T Resource { get; }
}

#pragma warning restore CS1591
