using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Streaming.ServiceDefaults;

/// <summary>One numbered SQL file.</summary>
internal sealed partial record Migration(string Scope, int Number, string Name, string Sql)
{
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All files of a source, lowest number first.</summary>
    public static IReadOnlyList<Migration> AllOf(MigrationSource source) =>
    [
        .. source.Assembly.GetManifestResourceNames()
            .Select(resource => (Resource: resource, Match: FileName().Match(resource)))
            .Where(f => f.Match.Success)
            .Select(f => new Migration(source.Scope, int.Parse(f.Match.Groups["number"].ValueSpan), f.Match.Value, Read(source, f.Resource)))
            .OrderBy(m => m.Number),
    ];

    private static string Read(MigrationSource source, string resource)
    {
        using var stream = source.Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The embedded migration {resource} can't be read.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"(?<number>\d{4})_[a-z0-9_]+\.sql$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
