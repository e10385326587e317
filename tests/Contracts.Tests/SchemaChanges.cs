using System.Text.Json.Nodes;

namespace Streaming.Contracts.Tests;

/// <summary>Tells what a message lost since its schema was committed. Contracts only grow: consumers rely on every member.</summary>
internal static class SchemaChanges
{
    /// <summary>One line per member that is gone or has another type.</summary>
    public static IEnumerable<string> Lost(JsonNode? before, JsonNode? now, string path)
    {
        if (before is not JsonObject old)
        {
            yield break;
        }

        if (now is not JsonObject current)
        {
            yield return $"{path} is gone";
            yield break;
        }

        if (!TypesOf(old).IsSubsetOf(TypesOf(current)) || (string?)old["format"] != (string?)current["format"])
        {
            yield return $"{path} has another type";
        }

        foreach (var (name, member) in old["properties"] as JsonObject ?? [])
        {
            foreach (var loss in Lost(member, current["properties"]?[name], $"{path}.{name}"))
            {
                yield return loss;
            }
        }

        foreach (var loss in Lost(old["items"], current["items"], $"{path}[]"))
        {
            yield return loss;
        }
    }

    private static HashSet<string> TypesOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray many => [.. many.Select(one => (string)one!)],
        JsonValue one => [(string)one!],
        _ => [],
    };
}
