using Streaming.NotificationService.Tests;

[assembly: AssemblyFixture(typeof(Desk))]

// One broker serves all tests: the queues belong to one running service at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
