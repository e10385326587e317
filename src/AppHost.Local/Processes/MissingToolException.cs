namespace Streaming.AppHost.Local.Processes;

/// <summary>A program that the topology needs is not on this machine.</summary>
/// <param name="tool">Program's name.</param>
/// <param name="debianPackage">Debian's package that brings it.</param>
public sealed class MissingToolException(string tool, string debianPackage)
    : Exception($"{tool} is missing: install it with 'apt-get install {debianPackage}' (./run and ./test do so themselves).");
