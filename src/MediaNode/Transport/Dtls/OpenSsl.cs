using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Streaming.MediaNode.Transport.Dtls;

/// <summary>The part of OpenSSL 3 that DTLS needs (man7: ssl(7), BIO_s_mem(3)). .NET has no DTLS of its own.</summary>
internal static unsafe partial class OpenSsl
{
    private const string Ssl = "libssl.so.3", Crypto = "libcrypto.so.3";

    public const int VerifyPeerAndFailIfMissing = 3;
    public const int SetMtu = 17, HandleTimeout = 74, SetMinimumVersion = 123, SetMemoryEofReturn = 130;
    public const ulong NoQueryMtu = 0x1000, NoTicket = 0x4000, NoRenegotiation = 0x4000_0000;
    public const int Dtls12 = 0xFEFD;
    public const int EcPrivateKey = 408;
    public const int ReceivedShutdown = 2;

    [LibraryImport(Ssl)] public static partial nint DTLS_server_method();
    [LibraryImport(Ssl)] public static partial nint SSL_CTX_new(nint method);
    [LibraryImport(Ssl)] public static partial int SSL_CTX_use_certificate_ASN1(nint context, int length, ReadOnlySpan<byte> certificate);
    [LibraryImport(Ssl)] public static partial int SSL_CTX_use_PrivateKey_ASN1(int type, nint context, ReadOnlySpan<byte> key, nint length);
    [LibraryImport(Ssl, StringMarshalling = StringMarshalling.Utf8)] public static partial int SSL_CTX_set_tlsext_use_srtp(nint context, string profiles);
    [LibraryImport(Ssl)] public static partial void SSL_CTX_set_verify(nint context, int mode, delegate* unmanaged[Cdecl]<int, nint, int> callback);
    [LibraryImport(Ssl)] public static partial nint SSL_new(nint context);
    [LibraryImport(Ssl)] public static partial void SSL_free(nint ssl);
    [LibraryImport(Ssl)] public static partial void SSL_set_bio(SslHandle ssl, nint read, nint write);
    [LibraryImport(Ssl)] public static partial void SSL_set_accept_state(SslHandle ssl);
    [LibraryImport(Ssl)] public static partial int SSL_do_handshake(SslHandle ssl);
    [LibraryImport(Ssl)] public static partial int SSL_is_init_finished(SslHandle ssl);
    [LibraryImport(Ssl)] public static partial nint SSL_ctrl(SslHandle ssl, int command, nint number, nint pointer);
    [LibraryImport(Ssl)] public static partial ulong SSL_set_options(SslHandle ssl, ulong options);
    [LibraryImport(Ssl)] public static partial int SSL_export_keying_material(SslHandle ssl, Span<byte> output, nuint length, ReadOnlySpan<byte> label, nuint labelLength, nint context, nuint contextLength, int useContext);
    [LibraryImport(Ssl)] public static partial nint SSL_get1_peer_certificate(SslHandle ssl);
    [LibraryImport(Ssl)] public static partial nint SSL_get_selected_srtp_profile(SslHandle ssl);
    [LibraryImport(Ssl)] public static partial int SSL_read(SslHandle ssl, Span<byte> buffer, int length);
    [LibraryImport(Ssl)] public static partial int SSL_write(SslHandle ssl, ReadOnlySpan<byte> buffer, int length);
    [LibraryImport(Ssl)] public static partial int SSL_shutdown(SslHandle ssl);
    [LibraryImport(Ssl)] public static partial int SSL_get_shutdown(SslHandle ssl);

    [LibraryImport(Crypto)] public static partial nint BIO_new(nint type);
    [LibraryImport(Crypto)] public static partial nint BIO_s_mem();
    [LibraryImport(Crypto)] public static partial int BIO_write(nint bio, ReadOnlySpan<byte> data, int length);
    [LibraryImport(Crypto)] public static partial int BIO_read(nint bio, Span<byte> data, int length);
    [LibraryImport(Crypto)] public static partial nint BIO_ctrl(nint bio, int command, nint number, nint pointer);
    [LibraryImport(Crypto)] public static partial int i2d_X509(nint certificate, byte** output);
    [LibraryImport(Crypto)] public static partial void X509_free(nint certificate);
    [LibraryImport(Crypto)] public static partial void ERR_clear_error();

    /// <summary>Accepts every certificate: WebRTC's are self-signed, and the fingerprint from the SDP is what counts (RFC 8827 §6.5).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int AcceptCertificate(int preverified, nint store) => 1;
}
