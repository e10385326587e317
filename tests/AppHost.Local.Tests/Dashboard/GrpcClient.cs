using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Streaming.AppHost.Local.Tests.Dashboard;

/// <summary>Speaks gRPC as the dashboard does, from a socket up.</summary>
internal sealed class GrpcClient(int port, string key) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    public async Task<HttpResponseMessage> CallAsync(string call, IMessage request, CancellationToken cancellationToken)
    {
        var frame = new byte[5 + request.CalculateSize()];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)request.CalculateSize());
        request.WriteTo(frame.AsSpan(5));
        var message = new HttpRequestMessage(HttpMethod.Post, $"/aspire.v1.DashboardService/{call}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
            Headers = { { "x-resource-service-api-key", key } },
        };
        return await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Reads messages one by one until the caller stops or the stream ends.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string call, IMessage request, MessageParser<T> parser, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        using var answer = await CallAsync(call, request, cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var header = new byte[5];
        while (await body.ReadAtLeastAsync(header, 5, throwOnEndOfStream: false, cancellationToken) == 5)
        {
            var message = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1))];
            await body.ReadExactlyAsync(message, cancellationToken);
            yield return parser.ParseFrom(message);
        }
    }

    public void Dispose() => _client.Dispose();
}
