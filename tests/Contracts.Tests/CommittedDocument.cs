using System.Reflection;

namespace Streaming.Contracts.Tests;

/// <summary>
/// A generated document under <c>docs/</c>. The script <c>build/openapi</c> runs these tests with <c>UPDATE_DOCUMENTS=1</c>,
/// which writes what otherwise is compared.
/// </summary>
internal static class CommittedDocument
{
    private static readonly string Folder = typeof(CommittedDocument).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Documents").Value!;

    public static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_DOCUMENTS") == "1";

    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>The committed text; null when there is none.</summary>
    public static string? Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : null;

    public static void ShouldBeUpToDate(string name, string text)
    {
        if (IsUpdate)
        {
            File.WriteAllText(PathOf(name), text);
        }

        (Read(name) == text).ShouldBeTrue($"docs/{name} differs from the code: run build/openapi and commit what it writes.");
    }

    private static string PathOf(string name) => Path.Combine(Folder, name);
}
