namespace Streaming.AppHost.Local.Engine;

/// <summary>
/// Turns the options of <c>./run</c> into the configuration form <c>--name=value</c> that Aspire's builder reads too.
/// </summary>
internal static class CommandLine
{
    private static readonly string[] WithValue =
        ["port", "data", "replicas", "bind", "livekit-url", "livekit-key", "livekit-secret", "dashboard"];

    private static readonly string[] Flags = ["reset", "no-rate-limits"];

    /// <exception cref="TopologyException">An unknown option, or a value missing or left over.</exception>
    public static string[] Normalize(IReadOnlyList<string> args)
    {
        var normalized = new List<string>();
        for (var at = 0; at < args.Count; at++)
        {
            var (name, value) = Split(args[at]);
            if (Flags.Contains(name, StringComparer.Ordinal))
            {
                value ??= "true";
            }
            else if (WithValue.Contains(name, StringComparer.Ordinal))
            {
                value ??= ++at < args.Count ? args[at] : throw new TopologyException($"--{name} needs a value.");
            }
            else if (!name.Contains(':', StringComparison.Ordinal) || value is null)
            {
                throw new TopologyException(
                    $"Unknown option {args[at]}. Known: {string.Join(", ", WithValue.Select(known => $"--{known} VALUE").Concat(Flags.Select(known => $"--{known}")))}.");
            }

            normalized.Add($"--{name}={value}");
        }

        return [.. normalized];
    }

    private static (string Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
        {
            return ("", null);
        }

        var parts = argument[2..].Split('=', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : null);
    }
}
