namespace Streaming.MediaNode.Transport.Ice;

/// <summary>The FINGERPRINT attribute: CRC-32 of what precedes it, exclusive-or "STUN" (RFC 8489 §14.7).</summary>
internal static class StunFingerprint
{
    private const uint Polynomial = 0xEDB88320, Mask = 0x5354554E;
    private static readonly uint[] Table = MakeTable();

    public static uint Compute(ReadOnlySpan<byte> packet)
    {
        var crc = ~0u;
        foreach (var b in packet) crc = (crc >> 8) ^ Table[(byte)(crc ^ b)];
        return ~crc ^ Mask;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++) entry = (entry >> 1) ^ (Polynomial & (uint)-(int)(entry & 1));
            table[i] = entry;
        }
        return table;
    }
}
