using System.Runtime.InteropServices;

namespace Streaming.MediaNode.Transport.Dtls;

/// <summary>One SSL object; freeing it frees its memory BIOs too.</summary>
internal sealed class SslHandle : SafeHandle
{
    public SslHandle(nint ssl) : base(0, ownsHandle: true) => SetHandle(ssl);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OpenSsl.SSL_free(handle);
        return true;
    }
}
