namespace Streaming.AppHost.Local.Dashboard;

/// <summary>gRPC's status codes that this service sends.</summary>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    NotFound = 5,
    Unimplemented = 12,
    Internal = 13,

    /// <summary>Try again. The only way to end a stream early: after 1 (cancelled) the dashboard would never come back.</summary>
    Unavailable = 14,
    Unauthenticated = 16,
}

/// <summary>Ends a call with a status.</summary>
internal sealed class GrpcException(GrpcStatus status, string message) : Exception(message)
{
    public GrpcStatus Status { get; } = status;
}
