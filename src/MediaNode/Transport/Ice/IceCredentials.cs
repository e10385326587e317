using System.Security.Cryptography;
using System.Text;

namespace Streaming.MediaNode.Transport.Ice;

/// <summary>Our side's user name fragment and password for one ICE generation (RFC 8445 §5.3): 96 and 192 random bits.</summary>
public sealed class IceCredentials
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The fragment; also finds the peer, so it is unguessable.</summary>
    public string UserName { get; } = RandomNumberGenerator.GetString(Characters, 16);

    /// <summary>The password.</summary>
    public string Password { get; } = RandomNumberGenerator.GetString(Characters, 32);

    internal byte[] PasswordBytes => field ??= Encoding.ASCII.GetBytes(Password);
}
