using System.Text.Json;
using System.Text.Json.Serialization;

namespace Streaming.MediaNode.Api;

/// <summary>A refusal in Twirp's form (twitchtv.github.io/twirp/docs/spec_v7.html#error-codes); the wording is LiveKit's.</summary>
public sealed class TwirpException(int status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>Twirp's code.</summary>
    public string Code => code;

    /// <summary>More, for routing errors.</summary>
    public IReadOnlyDictionary<string, string>? Meta { get; init; }

    /// <summary>The token lacks a grant.</summary>
    public static TwirpException PermissionsDenied() => new(StatusCodes.Status401Unauthorized, "unauthenticated", "permissions denied");

    /// <summary>No such participant.</summary>
    public static TwirpException NoParticipant() => new(StatusCodes.Status404NotFound, "not_found", "twirp error unknown: participant does not exist");

    /// <summary>No such room.</summary>
    public static TwirpException NoRoom() => new(StatusCodes.Status404NotFound, "not_found", "twirp error unknown: requested room does not exist");

    /// <summary>Nobody there who could do it.</summary>
    public static TwirpException Nobody() => new(StatusCodes.Status503ServiceUnavailable, "unavailable", "twirp error unknown: no response from servers");

    /// <summary>The body can't be read.</summary>
    public static TwirpException Malformed() => new(StatusCodes.Status400BadRequest, "malformed", "the json request could not be decoded");

    /// <summary>A value is out of bounds.</summary>
    public static TwirpException Invalid(string message) => new(StatusCodes.Status400BadRequest, "invalid_argument", message);

    /// <summary>No such method, verb or content type.</summary>
    public static TwirpException BadRoute(HttpRequest request, string message) => new(StatusCodes.Status404NotFound, "bad_route", message)
    {
        Meta = new Dictionary<string, string> { ["twirp_invalid_route"] = $"{request.Method} {request.Path}" },
    };

    /// <summary>The answer's body.</summary>
    public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(new Content(code, Message, Meta), Options);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Content(string Code, string Msg, IReadOnlyDictionary<string, string>? Meta);
}
