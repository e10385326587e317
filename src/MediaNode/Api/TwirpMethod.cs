using Google.Protobuf;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Api;

/// <summary>One RPC: reads its request from JSON or protobuf, answers in kind.</summary>
internal abstract class TwirpMethod
{
    private const string JsonType = "application/json", ProtobufType = "application/protobuf";
    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public abstract Task InvokeAsync(HttpContext context, VideoGrant grant);

    public static TwirpMethod Of<TRequest, TResponse>(Func<TRequest, VideoGrant, TResponse> handle)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage => new Method<TRequest, TResponse>(handle);

    private sealed class Method<TRequest, TResponse>(Func<TRequest, VideoGrant, TResponse> handle) : TwirpMethod
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage
    {
        public override async Task InvokeAsync(HttpContext context, VideoGrant grant)
        {
            var isJson = IsJson(context.Request);
            var body = await ReadAsync(context);
            var response = handle(isJson ? ParseJson(body) : ParseProtobuf(body), grant);
            context.Response.ContentType = isJson ? JsonType : ProtobufType;
            await context.Response.Body.WriteAsync(isJson ? ProtoJson.Twirp.Write(response) : response.ToByteArray(), context.RequestAborted);
        }

        private static TRequest ParseJson(MemoryStream body)
        {
            try
            {
                return Json.Parse<TRequest>(System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
            }
            catch (Exception error) when (error is InvalidProtocolBufferException or InvalidJsonException or FormatException)
            {
                throw TwirpException.Malformed();
            }
        }

        private static TRequest ParseProtobuf(MemoryStream body)
        {
            try
            {
                var request = new TRequest();
                request.MergeFrom(new CodedInputStream(body.GetBuffer(), 0, (int)body.Length));
                return request;
            }
            catch (InvalidProtocolBufferException)
            {
                throw new TwirpException(StatusCodes.Status400BadRequest, "malformed", "the protobuf request could not be decoded");
            }
        }
    }

    private static bool IsJson(HttpRequest request)
    {
        var type = (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type switch
        {
            JsonType => true,
            ProtobufType => false,
            _ => throw TwirpException.BadRoute(request, $"unexpected Content-Type: \"{request.ContentType}\""),
        };
    }

    private static async Task<MemoryStream> ReadAsync(HttpContext context)
    {
        // Kestrel bounds the body (Limits.RequestBodyBytes).
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body;
    }
}
