using Streaming.StreamService.Tests.Support;

[assembly: AssemblyFixture(typeof(StreamServer))]

// One clock and one media server serve all tests: moving or breaking them must not disturb a neighbour.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
