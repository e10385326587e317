using Streaming.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
