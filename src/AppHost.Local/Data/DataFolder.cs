using System.Globalization;
using Streaming.AppHost.Local.Engine;

namespace Streaming.AppHost.Local.Data;

/// <summary>
/// The folder that holds everything one platform keeps on this machine. One host at a time: <see cref="Open"/> holds a lock
/// until the process ends, however it ends.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private static readonly string[] Parts = ["postgres", "redis", "rabbitmq", "secrets", "logs", "run"];
    private readonly FileStream _lock;

    private DataFolder(string root, FileStream heldLock)
    {
        Root = root;
        _lock = heldLock;
    }

    public string Root { get; }

    public string Logs => Part("logs");

    public string Part(string name) => Path.Combine(Root, name);

    /// <summary>Makes the folder when missing and takes it.</summary>
    /// <param name="root">Absolute path.</param>
    /// <param name="reset">Removes what earlier runs left, and nothing else that may lie there.</param>
    /// <exception cref="TopologyException">Another host holds it.</exception>
    public static DataFolder Open(string root, bool reset)
    {
        Directory.CreateDirectory(root);
        var folder = new DataFolder(root, Lock(root));
        if (reset)
        {
            foreach (var part in Parts.Select(folder.Part).Where(Directory.Exists))
            {
                Directory.Delete(part, recursive: true);
            }
        }

        foreach (var part in (string[])["logs", "run"])
        {
            Directory.CreateDirectory(folder.Part(part));
        }

        File.WriteAllText(Path.Combine(folder.Part("run"), "host.pid"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return folder;
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string root)
    {
        var path = Path.Combine(root, ".lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new TopologyException($"Another host uses the data folder {root}. Stop it, or choose another folder with --data.");
        }
    }
}
