namespace Streaming.ServiceDefaults;

/// <summary>Ends a request with a problem document. For outcomes a client can act on, not for faults of ours.</summary>
public sealed class ProblemException(int status, string code, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>Further members of the problem document, e.g. <c>balance</c> and <c>price</c>.</summary>
    public IDictionary<string, object?> Members { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>When trying again makes sense: the <c>Retry-After</c> header, in whole seconds, rounded up.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Adds a member and returns this.</summary>
    public ProblemException With(string name, object? value)
    {
        Members[name] = value;
        return this;
    }
}

/// <summary>The usual problems: <c>throw Problem.NotFound("No such stream.")</c>.</summary>
public static class Problem
{
    /// <summary>400 validation_failed: the request itself is wrong.</summary>
    public static ProblemException Validation(string detail) => new(400, ProblemCodes.ValidationFailed, detail);

    /// <summary>401 unauthenticated: sign in first.</summary>
    public static ProblemException Unauthenticated(string detail) => new(401, ProblemCodes.Unauthenticated, detail);

    /// <summary>403: known, but not allowed.</summary>
    public static ProblemException Forbidden(string detail, string code = ProblemCodes.Forbidden) => new(403, code, detail);

    /// <summary>404 not_found.</summary>
    public static ProblemException NotFound(string detail) => new(404, ProblemCodes.NotFound, detail);

    /// <summary>409: the state does not allow it.</summary>
    public static ProblemException Conflict(string detail, string code = ProblemCodes.Conflict) => new(409, code, detail);

    /// <summary>429 rate_limited: the same request is welcome again after that time.</summary>
    public static ProblemException TooMany(string detail, TimeSpan retryAfter) =>
        new(429, ProblemCodes.RateLimited, detail) { RetryAfter = retryAfter };

    /// <summary>503: something that is needed does not answer; trying again may help.</summary>
    public static ProblemException Unavailable(string detail, string code = ProblemCodes.Unavailable) => new(503, code, detail);
}
