using System.Security.Cryptography;

namespace Streaming.AppHost.Local.Data;

/// <summary>
/// Generated passwords and keys, one file each, readable by their owner alone. A secret is made once and then stays.
/// </summary>
public sealed class SecretStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private readonly string _folder;

    private readonly Lock _gate = new();

    /// <summary>Opens the store in a folder that is made with the first secret.</summary>
    public SecretStore(string folder) => _folder = folder;

    /// <summary>The secret's value; <paramref name="length"/> random letters and digits at its first use.</summary>
    public string GetOrCreate(string name, int length = 32) =>
        GetOrCreate(name, () => RandomNumberGenerator.GetString(Alphabet, length));

    /// <summary>The secret's value; made by <paramref name="create"/> at its first use.</summary>
    public string GetOrCreate(string name, Func<string> create)
    {
        var path = PathOf(name);
        lock (_gate)
        {
            if (!File.Exists(path))
            {
                Write(path, create());
            }

            return File.ReadAllText(path);
        }
    }

    // Moved into place when whole, so that a reader never sees half a secret.
    private void Write(string path, string value)
    {
        Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
        var draft = $"{path}.{Environment.ProcessId}";
        File.Delete(draft);
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(value);
        }

        File.Move(draft, path);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
