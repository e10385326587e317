namespace Streaming.AppHost.Local.Processes;

/// <summary>Finds programs of this machine.</summary>
internal static class Tools
{
    /// <summary>The path of a program.</summary>
    /// <param name="name">File name, looked up in <c>PATH</c> and in the folders for system programs.</param>
    /// <param name="debianPackage">Named in the error.</param>
    /// <exception cref="MissingToolException">It is not on this machine.</exception>
    public static string Find(string name, string debianPackage) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(["/usr/sbin", "/usr/local/bin"])
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
        ?? throw new MissingToolException(name, debianPackage);
}
