using System.Security.Cryptography;

namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>Session keys from a master key (RFC 3711 §4.3.3; RFC 7714 §11 uses the same function). The key derivation rate is 0.</summary>
public static class SrtpKeyDerivation
{
    /// <summary>What a derived key is for; the numbers are the RFC's labels.</summary>
    public enum Label : byte
    {
        /// <summary>SRTP encryption.</summary>
        RtpEncryption = 0,

        /// <summary>SRTP authentication.</summary>
        RtpAuthentication = 1,

        /// <summary>SRTP salt.</summary>
        RtpSalt = 2,

        /// <summary>SRTCP encryption.</summary>
        RtcpEncryption = 3,

        /// <summary>SRTCP authentication.</summary>
        RtcpAuthentication = 4,

        /// <summary>SRTCP salt.</summary>
        RtcpSalt = 5,
    }

    private const int Block = 16, LabelAt = 7;

    /// <summary><paramref name="length"/> bytes of key material for one purpose.</summary>
    public static byte[] Derive(SrtpMasterKey master, Label label, int length)
    {
        using var aes = Aes.Create();
        aes.Key = master.Key;
        var counters = new byte[(length + Block - 1) / Block * Block];
        for (var block = 0; block * Block < counters.Length; block++)
        {
            var counter = counters.AsSpan(block * Block, Block);
            master.Salt.CopyTo(counter);
            counter[LabelAt] ^= (byte)label;
            counter[^1] = (byte)block;
        }
        return aes.EncryptEcb(counters, PaddingMode.None)[..length];
    }
}
