using System.Globalization;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Sdp;

public sealed partial class SdpMedia
{
    /// <summary>Collects a section's attributes while an offer is read.</summary>
    internal sealed class Builder(string[] line)
    {
        private readonly Dictionary<string, string> _names = [], _parameters = [];

        public string[] Line { get; } = line.Length >= 4 || line is ["session"] ? line : throw new SdpException("a media line is too short");
        public string? Mid { get; private set; }
        public bool BundleOnly { get; private set; }
        public MediaDirection Direction { get; private set; } = MediaDirection.SendReceive;
        public string? TrackId { get; private set; }
        public string? Fingerprint { get; private set; }
        public string? IceUserName { get; private set; }
        public List<string> Rids { get; } = [];
        public List<SdpExtension> Extensions { get; } = [];
        public List<uint> Ssrcs { get; } = [];
        public (uint Media, uint Repair)? RetransmissionGroup { get; private set; }

        public SdpMedia Build() => new(this);

        public void AddAttribute(string attribute)
        {
            var colon = attribute.IndexOf(':');
            var name = colon < 0 ? attribute : attribute[..colon];
            var value = colon < 0 ? "" : attribute[(colon + 1)..];
            switch (name)
            {
                case "mid": Mid = Token(value); break;
                case "bundle-only": BundleOnly = true; break;
                case "sendrecv": Direction = MediaDirection.SendReceive; break;
                case "sendonly": Direction = MediaDirection.Send; break;
                case "recvonly": Direction = MediaDirection.Receive; break;
                case "inactive": Direction = MediaDirection.Inactive; break;
                case "fingerprint": Fingerprint ??= value; break;
                case "ice-ufrag": IceUserName ??= value; break;
                case "msid": TrackId ??= value.Split(' ') is [_, var track, ..] ? track : null; break;
                case "rid" when value.Split(' ') is [var rid, "send", ..]: Rids.Add(Token(rid)); break;
                case "extmap": AddExtension(value); break;
                case "rtpmap": AddNumbered(_names, value); break;
                case "fmtp": AddNumbered(_parameters, value); break;
                case "ssrc": AddSsrc(value); break;
                case "ssrc-group": AddGroup(value); break;
            }
        }

        /// <summary>Names travel in one-byte header extensions: sixteen characters at most, and nothing that would break a line.</summary>
        private static string Token(string value) =>
            value.Length is > 0 and <= 16 && value.All(c => c is > ' ' and < (char)127) ? value : throw new SdpException("a mid or rid is not a short token");

        private void AddExtension(string value)
        {
            // <id>[/direction] <uri> [attributes]
            var parts = value.Split(' ');
            if (parts.Length >= 2 && byte.TryParse(parts[0].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                Extensions.Add(new SdpExtension(id, parts[1], Mirrored(parts[0]) + value[parts[0].Length..]));
        }

        /// <summary>A direction is said as its writer sees it (RFC 8285 §6): what the offerer sends, the answerer receives.</summary>
        private static string Mirrored(string number) => number.Split('/') switch
        {
            [var id, "sendonly"] => $"{id}/recvonly",
            [var id, "recvonly"] => $"{id}/sendonly",
            _ => number,
        };

        private static void AddNumbered(Dictionary<string, string> table, string value)
        {
            var space = value.IndexOf(' ');
            if (space > 0) table[value[..space]] = value[(space + 1)..];
        }

        private void AddSsrc(string value)
        {
            if (uint.TryParse(value.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ssrc) && !Ssrcs.Contains(ssrc)) Ssrcs.Add(ssrc);
        }

        private void AddGroup(string value)
        {
            if (value.Split(' ') is ["FID", var media, var repair] && uint.TryParse(media, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && uint.TryParse(repair, NumberStyles.None, CultureInfo.InvariantCulture, out var r))
                RetransmissionGroup ??= (m, r);
        }

        public List<SdpCodec> Codecs()
        {
            var repairs = new Dictionary<string, byte>();
            foreach (var format in Line[3..])
            {
                if (EncodingName(format) == "rtx" && _parameters.TryGetValue(format, out var p) && p.StartsWith("apt=", StringComparison.Ordinal) && SdpCodec.TryNumber(format, out var repair))
                    repairs[p[4..]] = repair;
            }
            var codecs = new List<SdpCodec>();
            foreach (var format in Line[3..])
            {
                if (!SdpCodec.TryNumber(format, out var number) || MediaCodecNames.Parse(EncodingName(format)) is var codec && codec == MediaCodec.Unknown) continue;
                codecs.Add(new SdpCodec(codec, number, _parameters.GetValueOrDefault(format), repairs.GetValueOrDefault(format)));
            }
            return codecs;
        }

        private string EncodingName(string format) => _names.TryGetValue(format, out var map) ? map.Split('/')[0] : "";
    }
}
