using System.IO.Compression;
using Google.Protobuf;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Signalling;

/// <summary>A join request that can't be read; the message is LiveKit's and goes to the client with 400.</summary>
public sealed class JoinRequestException(string message) : Exception(message);

/// <summary>Unpacks the <c>join_request</c> query parameter: padded base64url of a WrappedJoinRequest, which holds a gzipped JoinRequest.</summary>
public static class JoinRequestReader
{
    /// <summary>The request.</summary>
    /// <exception cref="JoinRequestException">Missing, malformed or too large.</exception>
    public static JoinRequest Read(string? parameter)
    {
        if (string.IsNullOrEmpty(parameter)) throw new JoinRequestException("join_request is required");
        var wrapped = Parse(WrappedJoinRequest.Parser, Decode(parameter), "cannot unmarshal wrapped join request");
        var bytes = wrapped.Compression switch
        {
            WrappedJoinRequest.Types.Compression.None => wrapped.JoinRequest.ToByteArray(),
            WrappedJoinRequest.Types.Compression.Gzip => Decompress(wrapped.JoinRequest.ToByteArray()),
            _ => throw new JoinRequestException("unknown compression of join request"),
        };
        return Parse(JoinRequest.Parser, bytes, "cannot unmarshal join request");
    }

    private static byte[] Decode(string parameter)
    {
        try
        {
            return Convert.FromBase64String(parameter.Replace('-', '+').Replace('_', '/'));
        }
        catch (FormatException)
        {
            throw new JoinRequestException("cannot base64 decode wrapped join request");
        }
    }

    private static T Parse<T>(MessageParser<T> parser, byte[] bytes, string failure) where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new JoinRequestException(failure);
        }
    }

    private static byte[] Decompress(byte[] compressed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            var result = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                result.Write(buffer, 0, read);
                if (result.Length > Limits.JoinRequestBytes) throw new JoinRequestException("join request is too large");
            }
            return result.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new JoinRequestException("cannot decompress join request");
        }
    }
}
