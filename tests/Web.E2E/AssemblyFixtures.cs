using Streaming.WebE2E;
using Streaming.WebE2E.People;

[assembly: AssemblyFixture(typeof(Product))]
[assembly: AssemblyFixture(typeof(Browser))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
