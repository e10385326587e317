using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Streaming.MediaNode.Transport.Dtls;

/// <summary>This process's self-signed certificate and the OpenSSL context made of it. Made new at every start; lives as long as the process.</summary>
public sealed class DtlsIdentity
{
    // GCM first: one pass where AES-CM takes a key stream and an HMAC.
    private const string SrtpProfiles = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";

    /// <summary>Generates the key and prepares OpenSSL.</summary>
    /// <exception cref="CryptographicException">OpenSSL refused; libssl3 is broken or too old.</exception>
    public unsafe DtlsIdentity(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = time.GetUtcNow();
        using var certificate = new CertificateRequest("CN=medianode", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        Fingerprint = FingerprintOf(certificate.RawData);
        Context = OpenSsl.SSL_CTX_new(OpenSsl.DTLS_server_method());
        var privateKey = key.ExportECPrivateKey();
        var prepared = Context != 0
            && OpenSsl.SSL_CTX_use_certificate_ASN1(Context, certificate.RawData.Length, certificate.RawData) == 1
            && OpenSsl.SSL_CTX_use_PrivateKey_ASN1(OpenSsl.EcPrivateKey, Context, privateKey, privateKey.Length) == 1
            && OpenSsl.SSL_CTX_set_tlsext_use_srtp(Context, SrtpProfiles) == 0;
        CryptographicOperations.ZeroMemory(privateKey);
        if (!prepared) throw new CryptographicException("OpenSSL could not be prepared for DTLS-SRTP.");
        OpenSsl.SSL_CTX_set_verify(Context, OpenSsl.VerifyPeerAndFailIfMissing, &OpenSsl.AcceptCertificate);
    }

    /// <summary>SHA-256 of the certificate, as SDP writes it.</summary>
    public string Fingerprint { get; }

    internal nint Context { get; }

    internal static string FingerprintOf(ReadOnlySpan<byte> certificate)
    {
        var hex = Convert.ToHexString(SHA256.HashData(certificate));
        return string.Join(':', Enumerable.Range(0, hex.Length / 2).Select(i => hex.Substring(2 * i, 2)));
    }
}
