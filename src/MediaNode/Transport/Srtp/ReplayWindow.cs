namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>
/// Remembers which of the last packet indices were accepted, so that none is accepted twice (RFC 3711 §3.3.2). Check before
/// authenticating, accept only afterwards: a forgery must not move the window.
/// </summary>
public struct ReplayWindow
{
    /// <summary>Indices remembered. The RFC asks for 64 at least; retransmissions of video come later than that.</summary>
    public const int Size = 1_024;

    private ulong[]? _seen;
    private ulong _highest;

    /// <summary>Whether the index is new and not too old.</summary>
    public readonly bool IsFresh(ulong index)
    {
        if (_seen is null || index > _highest) return true;
        return _highest - index < Size && (_seen[Word(index)] & Bit(index)) == 0;
    }

    /// <summary>Marks an authenticated packet's index as seen.</summary>
    public void Accept(ulong index)
    {
        if (_seen is null)
        {
            _seen = new ulong[Size / 64];
            _highest = index;
        }
        else if (index > _highest)
        {
            if (index - _highest >= Size) Array.Clear(_seen);
            else for (var i = _highest + 1; i < index; i++) _seen[Word(i)] &= ~Bit(i);
            _highest = index;
        }
        _seen[Word(index)] |= Bit(index);
    }

    private static int Word(ulong index) => (int)(index % Size / 64);
    private static ulong Bit(ulong index) => 1UL << (int)(index % 64);
}
