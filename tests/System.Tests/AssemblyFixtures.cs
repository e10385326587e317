using Streaming.SystemTests;

[assembly: AssemblyFixture(typeof(Platform))]
