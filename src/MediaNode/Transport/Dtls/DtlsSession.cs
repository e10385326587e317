using Streaming.MediaNode.Transport.Srtp;

namespace Streaming.MediaNode.Transport.Dtls;

/// <summary>
/// The server side of one DTLS connection over memory BIOs: datagrams in by <see cref="Receive"/>, out by the callback. Carries SCTP
/// once the handshake is done and exports the keys of SRTP (RFC 5764). Guarded by the room's gate.
/// </summary>
internal sealed class DtlsSession : IDisposable
{
    private const int Mtu = 1_200;
    private const int RecordHeader = 13;
    private readonly SslHandle _ssl;
    private readonly nint _incoming, _outgoing;
    private readonly Action<ReadOnlySpan<byte>> _send;
    private readonly Action<ReadOnlySpan<byte>> _received;
    private readonly byte[] _plain = new byte[16 * 1024];
    private readonly byte[] _wire = new byte[16 * 1024];

    public DtlsSession(DtlsIdentity identity, Action<ReadOnlySpan<byte>> send, Action<ReadOnlySpan<byte>> received)
    {
        _send = send;
        _received = received;
        _ssl = new SslHandle(OpenSsl.SSL_new(identity.Context));
        _incoming = OpenSsl.BIO_new(OpenSsl.BIO_s_mem());
        _outgoing = OpenSsl.BIO_new(OpenSsl.BIO_s_mem());
        _ = OpenSsl.BIO_ctrl(_incoming, OpenSsl.SetMemoryEofReturn, -1, 0);
        OpenSsl.SSL_set_bio(_ssl, _incoming, _outgoing);
        _ = OpenSsl.SSL_set_options(_ssl, OpenSsl.NoQueryMtu | OpenSsl.NoTicket | OpenSsl.NoRenegotiation);
        _ = OpenSsl.SSL_ctrl(_ssl, OpenSsl.SetMinimumVersion, OpenSsl.Dtls12, 0);
        _ = OpenSsl.SSL_ctrl(_ssl, OpenSsl.SetMtu, Mtu, 0);
        OpenSsl.SSL_set_accept_state(_ssl);
    }

    /// <summary>The handshake is done.</summary>
    public bool Established { get; private set; }

    /// <summary>The peer said goodbye (close_notify).</summary>
    public bool ClosedByPeer { get; private set; }

    /// <summary>Takes one datagram; true when it completed the handshake.</summary>
    public bool Receive(ReadOnlySpan<byte> datagram)
    {
        if (_ssl.IsClosed) return false;
        OpenSsl.ERR_clear_error();
        _ = OpenSsl.BIO_write(_incoming, datagram, datagram.Length);
        if (Established)
        {
            ReadPlain();
            return false;
        }
        _ = OpenSsl.SSL_do_handshake(_ssl);
        Flush();
        return Established = OpenSsl.SSL_is_init_finished(_ssl) == 1;
    }

    /// <summary>The peer's certificate, hashed as SDP writes it.</summary>
    public unsafe string PeerFingerprint()
    {
        var certificate = OpenSsl.SSL_get1_peer_certificate(_ssl);
        if (certificate == 0) return "";
        try
        {
            var der = new byte[OpenSsl.i2d_X509(certificate, null)];
            fixed (byte* start = der)
            {
                var cursor = start;
                _ = OpenSsl.i2d_X509(certificate, &cursor);
            }
            return DtlsIdentity.FingerprintOf(der);
        }
        finally
        {
            OpenSsl.X509_free(certificate);
        }
    }

    /// <summary>The SRTP keys of both directions (RFC 5764 §4.2); null when the peer offered no profile of ours.</summary>
    public unsafe (SrtpMasterKey FromPeer, SrtpMasterKey ToPeer)? ExportKeys()
    {
        var selected = OpenSsl.SSL_get_selected_srtp_profile(_ssl);
        if (selected == 0) return null;
        // struct srtp_protection_profile_st { const char *name; unsigned long id; }
        var profile = SrtpProfile.ById((int)((nuint*)selected)[1]);
        if (profile is null) return null;
        Span<byte> material = stackalloc byte[2 * (SrtpProfile.KeyLength + profile.SaltLength)];
        var label = "EXTRACTOR-dtls_srtp"u8;
        if (OpenSsl.SSL_export_keying_material(_ssl, material, (nuint)material.Length, label, (nuint)label.Length, 0, 0, 0) != 1) return null;
        var salts = material[(2 * SrtpProfile.KeyLength)..];
        return (new(profile, material[..SrtpProfile.KeyLength].ToArray(), salts[..profile.SaltLength].ToArray()),
            new(profile, material.Slice(SrtpProfile.KeyLength, SrtpProfile.KeyLength).ToArray(), salts[profile.SaltLength..].ToArray()));
    }

    /// <summary>Sends one message to the peer, encrypted.</summary>
    public void Write(ReadOnlySpan<byte> message)
    {
        if (!Established || _ssl.IsClosed) return;
        OpenSsl.ERR_clear_error();
        _ = OpenSsl.SSL_write(_ssl, message, message.Length);
        Flush();
    }

    /// <summary>Lets OpenSSL repeat handshake flights that got no answer.</summary>
    public void Tick()
    {
        if (Established || _ssl.IsClosed) return;
        _ = OpenSsl.SSL_ctrl(_ssl, OpenSsl.HandleTimeout, 0, 0);
        Flush();
    }

    public void Dispose()
    {
        if (_ssl.IsClosed) return;
        if (Established)
        {
            _ = OpenSsl.SSL_shutdown(_ssl);
            Flush();
        }
        _ssl.Dispose();
    }

    private void ReadPlain()
    {
        for (int length; !_ssl.IsClosed && (length = OpenSsl.SSL_read(_ssl, _plain, _plain.Length)) > 0;) _received(_plain.AsSpan(0, length));
        if (_ssl.IsClosed) return;
        ClosedByPeer = (OpenSsl.SSL_get_shutdown(_ssl) & OpenSsl.ReceivedShutdown) != 0;
        Flush();
    }

    /// <summary>A memory BIO joins what was written; on the wire one datagram carries one record.</summary>
    private void Flush()
    {
        for (int length; (length = OpenSsl.BIO_read(_outgoing, _wire, _wire.Length)) > 0;)
        {
            for (var at = 0; at + RecordHeader <= length;)
            {
                var record = RecordHeader + (_wire[at + 11] << 8 | _wire[at + 12]);
                _send(_wire.AsSpan(at, Math.Min(record, length - at)));
                at += record;
            }
        }
    }
}
