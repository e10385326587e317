using Streaming.StubHost;

if (Environment.GetEnvironmentVariable(StubService.Marker) is null)
{
    StubTopology.Run(args);
}
else
{
    await StubService.RunAsync();
}
