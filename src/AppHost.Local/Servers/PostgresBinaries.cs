using System.Globalization;
using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Servers;

/// <summary>The installed PostgreSQL that fits a data folder.</summary>
/// <param name="Folder">Folder of <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Version">Major version.</param>
internal sealed record PostgresBinaries(string Folder, int Version)
{
    private const string Installed = "/usr/lib/postgresql";

    /// <summary>The newest installed version, or the one that the cluster was made with.</summary>
    /// <exception cref="MissingToolException">None is installed, or not the cluster's.</exception>
    public static PostgresBinaries Find(string cluster)
    {
        var all = (Directory.Exists(Installed) ? Directory.GetDirectories(Installed) : [])
            .Where(folder => File.Exists(Path.Combine(folder, "bin", "postgres")))
            .Select(folder => new PostgresBinaries(Path.Combine(folder, "bin"), int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)))
            .OrderBy(found => found.Version)
            .ToList();
        var made = MadeWith(cluster);
        return (made is null ? all.LastOrDefault() : all.Find(found => found.Version == made))
            ?? throw new MissingToolException($"PostgreSQL {made}", made is null ? "postgresql-15" : $"postgresql-{made}");
    }

    private static int? MadeWith(string cluster)
    {
        var file = Path.Combine(cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
    }
}
