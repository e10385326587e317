namespace Aspire.Hosting;

#pragma warning disable CS1591 // documented by Aspire

public class DistributedApplicationException(string message) : Exception(message);

#pragma warning restore CS1591
