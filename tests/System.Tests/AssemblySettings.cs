// Platforms are started one after the other: several at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
