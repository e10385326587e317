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

    /// <summary>Opens the store; makes its folder when missing.</summary>
    public SecretStore(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>The secret's value; made of <paramref name="length"/> random letters and digits at its first use.</summary>
    public string GetOrCreate(string name, int length = 32)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return File.ReadAllText(path).Trim();
        }

        var value = RandomNumberGenerator.GetString(Alphabet, length);
        var draft = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(value);
        }

        File.Move(draft, path);
        return value;
    }

    /// <summary>Whether the secret has been made before.</summary>
    public bool Exists(string name) => File.Exists(PathOf(name));

    private string PathOf(string name) => Path.Combine(_folder, name);
}
