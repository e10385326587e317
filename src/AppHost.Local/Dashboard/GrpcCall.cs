using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Streaming.AppHost.Local.Dashboard;

/// <summary>
/// One gRPC call over HTTP/2, framed by hand (gRPC's own package can't be had): each message is a byte "not compressed", a
/// length of four bytes, and the protobuf. https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
/// </summary>
internal sealed class GrpcCall(HttpContext context, CancellationToken stop)
{
    /// <summary>Bytes of one message.</summary>
    public const int MaxMessageBytes = 1024 * 1024;

    private const int HeaderBytes = 5;

    public CancellationToken Stop => stop;

    /// <summary>Runs a call to its status, which travels in the trailers.</summary>
    public static async Task RunAsync(HttpContext context, CancellationToken hostStops, Func<GrpcCall, Task> body)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, hostStops);
        LiftLimitsForLongStreams(context);
        context.Response.ContentType = "application/grpc";
        // Clients wait for the headers before the first message.
        await context.Response.StartAsync(stop.Token);
        await context.Response.Body.FlushAsync(stop.Token);
        var (status, message) = await RunBodyAsync(new GrpcCall(context, stop.Token), body);
        if (!context.RequestAborted.IsCancellationRequested)
        {
            context.Response.AppendTrailer("grpc-status", Text(status));
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
        }
    }

    /// <summary>Refuses a call before it begins: the status travels in the headers.</summary>
    public static Task RefuseAsync(HttpContext context, GrpcStatus status, string message)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = Text(status);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(message);
        return context.Response.CompleteAsync();
    }

    /// <summary>The next message of the caller; null after its last.</summary>
    public async Task<T?> ReadAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var header = new byte[HeaderBytes];
        var read = await context.Request.Body.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, stop);
        if (read == 0)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (read < HeaderBytes || header[0] != 0 || length > MaxMessageBytes)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, "A message is cut off, compressed or too long.");
        }

        var message = new byte[length];
        await context.Request.Body.ReadExactlyAsync(message, stop);
        return parser.ParseFrom(message);
    }

    public async Task WriteAsync(IMessage message)
    {
        var size = message.CalculateSize();
        var frame = new byte[HeaderBytes + size];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)size);
        message.WriteTo(frame.AsSpan(HeaderBytes));
        await context.Response.Body.WriteAsync(frame, stop);
        await context.Response.Body.FlushAsync(stop);
    }

    private static async Task<(GrpcStatus Status, string Message)> RunBodyAsync(GrpcCall call, Func<GrpcCall, Task> body)
    {
        try
        {
            await body(call);
            return (GrpcStatus.Ok, "");
        }
        catch (OperationCanceledException)
        {
            return (GrpcStatus.Unavailable, "The host stops.");
        }
        catch (GrpcException error)
        {
            return (error.Status, error.Message);
        }
        catch (InvalidProtocolBufferException error)
        {
            return (GrpcStatus.InvalidArgument, error.Message);
        }
    }

    private static void LiftLimitsForLongStreams(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    private static string Text(GrpcStatus status) => ((int)status).ToString(CultureInfo.InvariantCulture);
}
