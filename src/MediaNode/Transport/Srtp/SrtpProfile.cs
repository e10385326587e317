namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>A protection profile that DTLS can agree on (RFC 5764 §4.1.2, RFC 7714 §14.2).</summary>
public sealed record SrtpProfile(int Id, string Name, int SaltLength)
{
    /// <summary>Bytes of every profile's master and session encryption key.</summary>
    public const int KeyLength = 16;

    /// <summary>AES in counter mode with 80 bits of HMAC-SHA1 (RFC 3711).</summary>
    public static readonly SrtpProfile Aes128CmSha1 = new(1, "AES128_CM_SHA1_80", 14);

    /// <summary>AES-GCM (RFC 7714).</summary>
    public static readonly SrtpProfile Aes128Gcm = new(7, "AEAD_AES_128_GCM", 12);

    /// <summary>The profile with that registered number, if it is ours.</summary>
    public static SrtpProfile? ById(int id) => id == Aes128Gcm.Id ? Aes128Gcm : id == Aes128CmSha1.Id ? Aes128CmSha1 : null;
}

/// <summary>One direction's master key and salt.</summary>
public sealed record SrtpMasterKey(SrtpProfile Profile, byte[] Key, byte[] Salt);
