using Streaming.SystemTests;

[assembly: AssemblyFixture(typeof(RunningPlatform))]
