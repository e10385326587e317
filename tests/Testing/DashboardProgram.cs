namespace Streaming.Testing;

/// <summary>The Aspire dashboard that <c>./run</c> and <c>./test</c> fetch.</summary>
public static class DashboardProgram
{
    /// <summary>Its path: <c>ASPIRE_DASHBOARD</c>, or what lies in <c>.tools</c> of this repository.</summary>
    /// <exception cref="InvalidOperationException">It was not fetched yet.</exception>
    public static string Path =>
        Environment.GetEnvironmentVariable("ASPIRE_DASHBOARD") is { Length: > 0 } given
            ? given
            : Candidates().FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("The Aspire dashboard is missing: ./run or ./test fetches it into .tools.");

    private static IEnumerable<string> Candidates()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = System.IO.Path.Combine(folder.FullName, ".tools");
            if (Directory.Exists(tools))
            {
                foreach (var version in Directory.GetDirectories(tools, "aspire-*"))
                {
                    yield return System.IO.Path.Combine(version, "managed", "aspire-managed");
                }
            }
        }
    }
}
