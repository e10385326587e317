namespace Streaming.MediaNode.Forwarding;

/// <summary>The last packets of one incoming stream, by sequence number. Memory grows to the ring's size once and then stays.</summary>
public sealed class PacketHistory(int size)
{
    private readonly StoredPacket?[] _slots = new StoredPacket?[size];

    /// <summary>The packet with that number, if it is still here.</summary>
    public StoredPacket? Find(ushort sequence) => _slots[sequence % size] is { } slot && slot.Sequence == sequence ? slot : null;

    /// <summary>The slot to fill for that number; what it held is gone.</summary>
    public StoredPacket Claim(ushort sequence)
    {
        var slot = _slots[sequence % size] ??= new StoredPacket();
        slot.Sequence = sequence;
        return slot;
    }
}
