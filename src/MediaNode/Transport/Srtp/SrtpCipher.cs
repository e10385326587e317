namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>
/// Protects packets in place with one direction's session keys. Knows nothing of roll-over counters and replay; those are
/// <see cref="SrtpSender"/>'s and <see cref="SrtpReceiver"/>'s. Not thread-safe.
/// </summary>
public abstract class SrtpCipher : IDisposable
{
    /// <summary>Most bytes that protection adds to a packet.</summary>
    public const int MaxOverhead = 20;

    /// <summary>The flag that says an SRTCP packet is encrypted, in the word that carries its index.</summary>
    protected const uint EncryptedFlag = 0x8000_0000;

    /// <summary>The cipher that a master key's profile asks for.</summary>
    public static SrtpCipher Create(SrtpMasterKey master) =>
        master.Profile == SrtpProfile.Aes128Gcm ? new GcmSrtpCipher(master) : new CounterModeSrtpCipher(master);

    /// <summary>Bytes added to an RTP packet.</summary>
    public abstract int RtpOverhead { get; }

    /// <summary>Encrypts the RTP packet at the buffer's start; returns its new length. The buffer has room for <see cref="MaxOverhead"/> more.</summary>
    public abstract int SealRtp(Span<byte> buffer, int length, int headerLength, uint ssrc, uint rollover, ushort sequence);

    /// <summary>Authenticates and decrypts; returns the plain length, or -1 for a forgery. The caller checked that header and tag fit.</summary>
    public abstract int OpenRtp(Span<byte> packet, int headerLength, uint ssrc, uint rollover, ushort sequence);

    /// <summary>Encrypts the compound RTCP packet at the buffer's start; returns its new length.</summary>
    public abstract int SealRtcp(Span<byte> buffer, int length, uint index);

    /// <summary>Authenticates and decrypts; returns the plain length, or -1 for anything that is not authentic and encrypted.</summary>
    public abstract int OpenRtcp(Span<byte> packet, out uint index);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases keys.</summary>
    protected abstract void Dispose(bool disposing);
}
