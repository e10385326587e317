namespace Streaming.Testing;

/// <summary>A folder of its own under the machine's temporary folder, removed with everything in it.</summary>
public sealed class TestFolder : IDisposable
{
    /// <summary>Makes the folder; other accounts may pass through it (PostgreSQL runs as one).</summary>
    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory("streaming-test-").FullName;
        File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>The path of something inside, not made yet.</summary>
    public string Sub(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
