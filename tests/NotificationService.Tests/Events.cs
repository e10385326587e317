using Streaming.Contracts;

namespace Streaming.NotificationService.Tests;

/// <summary>Events as the other services publish them.</summary>
internal static class Events
{
    public static readonly Guid Creator = Guid.CreateVersion7();

    public static ChannelFollowed Followed(Guid channel, Guid person, DateTimeOffset? at = null) =>
        new(channel.ToString(), Creator.ToString(), person.ToString(), at ?? DateTimeOffset.UtcNow);

    public static ChannelUnfollowed Unfollowed(Guid channel, Guid person, DateTimeOffset? at = null) =>
        new(channel.ToString(), Creator.ToString(), person.ToString(), at ?? DateTimeOffset.UtcNow);

    public static StreamStarted Started(Guid channel, string visibility = "public", Guid? stream = null) =>
        new(Stream(channel, "live", visibility, stream) with { StartedAt = DateTimeOffset.UtcNow });

    public static StreamScheduled Scheduled(Guid channel, DateTimeOffset? date) =>
        new(Stream(channel, "scheduled", "public", null) with { ScheduledFor = date });

    public static GiftSent Gift(Guid creator, int quantity = 1) => new(
        Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString(), creator.ToString(), Person("bob", "Bob"), new GiftView("rocket", "Rocket", "🚀", 20, "fireworks", "epic"), quantity, 20 * quantity, DateTimeOffset.UtcNow);

    private static StreamView Stream(Guid channel, string status, string visibility, Guid? id) => new(
        (id ?? Guid.CreateVersion7()).ToString(),
        new ChannelRef(channel.ToString(), "ada-live", "Ada live"),
        Person("ada", "Ada", Creator),
        "Analytical engines",
        null, null, [], status, visibility, "everyone", 0, null, null, null, null, "room", 0, 0, 0, 0, 0, 0, null, null, "absent",
        new RecordingView("none", null, null),
        1);

    private static PublicUser Person(string name, string displayName, Guid? id = null) => new((id ?? Guid.CreateVersion7()).ToString(), name, displayName, null, null, ["viewer"]);
}
