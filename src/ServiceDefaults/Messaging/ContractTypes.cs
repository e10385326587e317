using System.Collections.Frozen;
using Streaming.Contracts;

namespace Streaming.ServiceDefaults;

/// <summary>The records of Contracts by their short name, which is what outbox rows and queue names carry.</summary>
internal static class ContractTypes
{
    private static readonly FrozenDictionary<string, Type> ByName =
        typeof(UserRegistered).Assembly.GetExportedTypes().ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The short name; throws for what is not of Contracts, before it can get into an outbox.</summary>
    public static string NameOf(Type type) => Find(type.Name) == type ? type.Name : throw new InvalidOperationException($"{type} is not of Contracts.");

    public static Type Find(string name) =>
        ByName.GetValueOrDefault(name) ?? throw new InvalidOperationException($"Contracts has no {name}.");
}
