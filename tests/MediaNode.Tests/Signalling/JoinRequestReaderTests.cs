using System.IO.Compression;
using Google.Protobuf;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Signalling;
using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Signalling;

public sealed class JoinRequestReaderTests
{
    [Fact]
    public void Read_OfARecordedRequest_FindsClientAndOffer()
    {
        var request = JoinRequestReader.Read(Fixture.Text("join-request.txt"));

        request.ClientInfo.Sdk.ShouldBe(ClientInfo.Types.SDK.Js);
        request.ClientInfo.Version.ShouldBe("2.23.0");
        request.ConnectionSettings.AutoSubscribe.ShouldBeTrue();
        request.PublisherOffer.Id.ShouldBe(1u);
        request.PublisherOffer.Sdp.Length.ShouldBe(18_507);
    }

    [Theory]
    [InlineData("", "join_request is required")]
    [InlineData("%%", "cannot base64 decode wrapped join request")]
    [InlineData("EhIKDAgBEgYyLjE1LjAYEBICCAE", "cannot base64 decode wrapped join request")]
    [InlineData("AAAA", "cannot unmarshal wrapped join request")]
    public void Read_OfWhatCanNotBeRead_SaysWhatLiveKitSays(string parameter, string message) =>
        Should.Throw<JoinRequestException>(() => JoinRequestReader.Read(parameter)).Message.ShouldBe(message);

    [Fact]
    public void Read_OfACompressedBomb_StopsAtTheLimit()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(new byte[Limits.JoinRequestBytes * 20]);
        var wrapped = new WrappedJoinRequest { Compression = WrappedJoinRequest.Types.Compression.Gzip, JoinRequest = ByteString.CopyFrom(compressed.ToArray()) };

        Should.Throw<JoinRequestException>(() => JoinRequestReader.Read(Convert.ToBase64String(wrapped.ToByteArray()))).Message.ShouldContain("too large");
    }
}
