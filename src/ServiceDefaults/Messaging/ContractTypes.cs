using System.Collections.Frozen;
using Streaming.Contracts;

namespace Streaming.ServiceDefaults;

/// <summary>The records of Contracts by their short name, which is what outbox rows and queue names carry.</summary>
internal static class ContractTypes
{
    private static readonly FrozenDictionary<string, Type> ByName =
        typeof(UserRegistered).Assembly.GetExportedTypes().ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    public static Type Find(string name) =>
        ByName.GetValueOrDefault(name) ?? throw new InvalidOperationException($"Contracts has no {name}.");
}
