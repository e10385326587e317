using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

/// <summary>Streams and people to test with.</summary>
internal static class AStream
{
    public static StreamView Of(PublicUser creator, string status) => new(
        Guid.CreateVersion7().ToString(),
        new ChannelRef(Guid.CreateVersion7().ToString(), "a-channel", "A channel"),
        creator,
        "A stream",
        Description: null,
        Category: null,
        [],
        status,
        "public",
        "everyone",
        Price: 0,
        ScheduledFor: null,
        StartedAt: TimeProvider.System.GetUtcNow(),
        EndedAt: null,
        DurationSeconds: null,
        "room",
        ViewerCount: 0,
        PeakViewers: 0,
        TotalViews: 0,
        GiftTokens: 0,
        RevenueTokens: 0,
        EnrollmentCount: 0,
        ThumbnailUrl: null,
        EndReason: null,
        "connected",
        new RecordingView("none", Url: null, ExpiresAt: null),
        Version: 1);

    public static PublicUser NewUser(string name = "ada") => new(Guid.CreateVersion7().ToString(), name, name, AvatarUrl: null, Bio: null, ["viewer"]);

    /// <summary>An access token of that person.</summary>
    public static string Token(this PublicUser user, params string[] roles) => TestTokens.ForUser(Guid.Parse(user.Id), user.Username, roles);
}
