using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Sdp;

/// <summary>A WebRTC offer (RFC 8866, RFC 8829), as far as answering needs it.</summary>
public sealed class SdpOffer
{
    private const string SupportedHash = "sha-256";

    private SdpOffer(IReadOnlyList<SdpMedia> media, string fingerprint, string iceUserName) =>
        (Media, Fingerprint, IceUserName) = (media, fingerprint, iceUserName);

    /// <summary>The media sections, in order.</summary>
    public IReadOnlyList<SdpMedia> Media { get; }

    /// <summary>SHA-256 of the certificate that the peer will show, in SDP's form.</summary>
    public string Fingerprint { get; }

    /// <summary>The peer's ICE user name fragment; a change means an ICE restart.</summary>
    public string IceUserName { get; }

    /// <summary>Reads an offer.</summary>
    /// <exception cref="SdpException">Malformed, over a limit, or lacking what WebRTC demands.</exception>
    public static SdpOffer Parse(string text)
    {
        if (text.Length > Limits.SdpLength) throw new SdpException("the SDP is too long");
        var session = new SdpMedia.Builder(["session"]);
        var sections = new List<SdpMedia.Builder>();
        var lines = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimEnd('\r');
            if (line.IsEmpty) continue;
            if (++lines > Limits.SdpLines) throw new SdpException("the SDP has too many lines");
            if (line.Length < 2 || line[1] != '=') throw new SdpException("the SDP has a line that is no SDP");
            if (line[0] == 'm')
            {
                if (sections.Count == Limits.SdpSections) throw new SdpException("the SDP has too many media sections");
                sections.Add(new SdpMedia.Builder(line[2..].ToString().Split(' ')));
            }
            else if (line.StartsWith("a="))
            {
                (sections.Count > 0 ? sections[^1] : session).AddAttribute(line[2..].ToString());
            }
        }
        return Check(session, sections);
    }

    private static SdpOffer Check(SdpMedia.Builder session, List<SdpMedia.Builder> sections)
    {
        if (sections.Count == 0) throw new SdpException("the SDP has no media sections");
        var fingerprint = First(session, sections, b => b.Fingerprint) ?? throw new SdpException("the SDP has no fingerprint");
        var parts = fingerprint.Split(' ');
        if (parts.Length != 2 || !string.Equals(parts[0], SupportedHash, StringComparison.OrdinalIgnoreCase)) throw new SdpException("the SDP's fingerprint is not SHA-256");
        var userName = First(session, sections, b => b.IceUserName) ?? throw new SdpException("the SDP has no ice-ufrag");
        var media = sections.ConvertAll(b => b.Build());
        if (media.Select(m => m.Mid).Distinct(StringComparer.Ordinal).Count() != media.Count) throw new SdpException("two media sections have the same mid");
        return new SdpOffer(media, parts[1], userName);
    }

    private static string? First(SdpMedia.Builder session, List<SdpMedia.Builder> sections, Func<SdpMedia.Builder, string?> value) =>
        value(session) ?? sections.Select(value).FirstOrDefault(v => v is not null);
}
