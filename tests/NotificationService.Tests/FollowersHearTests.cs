using Streaming.Testing;

namespace Streaming.NotificationService.Tests;

public sealed class FollowersHearTests(Desk desk)
{
    private readonly Guid _channel = Guid.CreateVersion7();
    private readonly Guid _ada = Guid.CreateVersion7();
    private readonly Guid _bob = Guid.CreateVersion7();

    [Fact]
    public async Task FollowersHearThatTheirCreatorIsLive()
    {
        await desk.FollowAsync(_channel, _ada, _bob);

        await desk.PublishAsync(Events.Started(_channel));

        await Eventually.BecomesTrueAsync(async () => await desk.CountUnreadAsync(_ada) == 1 && await desk.CountUnreadAsync(_bob) == 1);
        var notification = (await desk.ListAsync(_ada)).ShouldHaveSingleItem();
        notification.Type.ShouldBe("live_stream_started");
        notification.Title.ShouldBe("Ada is live");
        notification.Body.ShouldBe("Analytical engines");
        notification.Link.ShouldBe("/streams/ada-live");
        notification.ReadAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("followers", 1)]
    [InlineData("unlisted", 0)]
    public async Task VisibilityDecidesWhetherFollowersHear(string visibility, int expected)
    {
        await desk.FollowAsync(_channel, _ada);

        await desk.PublishAsync(Events.Started(_channel, visibility));
        await desk.PublishAsync(Events.Scheduled(_channel, DateTimeOffset.UtcNow.AddDays(1)));

        await Eventually.BecomesTrueAsync(async () => (await desk.ListAsync(_ada)).Any(n => n.Type == "new_stream_scheduled"));
        await Eventually.BecomesTrueAsync(async () => await desk.CountAsync("bus.inbox where handler = 'StreamOccasions'", new { }) >= 2);
        await desk.IsQuietAsync(_channel);
        (await desk.ListAsync(_ada)).Count(n => n.Type == "live_stream_started").ShouldBe(expected);
    }

    [Fact]
    public async Task StreamSetUpWithoutADate_IsNobodysBusiness()
    {
        await desk.FollowAsync(_channel, _ada);

        await desk.PublishAsync(Events.Scheduled(_channel, null));
        await desk.PublishAsync(Events.Scheduled(_channel, new DateTimeOffset(2030, 1, 2, 18, 30, 0, TimeSpan.Zero)));

        await Eventually.BecomesTrueAsync(async () => await desk.CountUnreadAsync(_ada) == 1);
        (await desk.ListAsync(_ada))[0].Body.ShouldBe("Analytical engines (2030-01-02 18:30 UTC)");
    }

    [Fact]
    public async Task EventDeliveredThreeTimes_IsHeardOnce()
    {
        await desk.FollowAsync(_channel, _ada);
        var started = Events.Started(_channel);

        // Once with the same message id, once with another: neither the inbox nor luck alone decides.
        var id = Guid.NewGuid();
        await desk.PublishAsync(started, id);
        await desk.PublishAsync(started, id);
        await desk.PublishAsync(started);
        await desk.PublishAsync(Events.Scheduled(_channel, DateTimeOffset.UtcNow));

        await Eventually.BecomesTrueAsync(async () => (await desk.ListAsync(_ada)).Any(n => n.Type == "new_stream_scheduled"));
        await desk.IsQuietAsync(_channel);
        (await desk.ListAsync(_ada)).Count(n => n.Type == "live_stream_started").ShouldBe(1);
    }

    [Fact]
    public async Task WhoStoppedFollowing_HearsNothing_WhateverOrderTheEventsComeIn()
    {
        var now = DateTimeOffset.UtcNow;
        await desk.FollowAsync(_channel, _bob);

        await desk.PublishAsync(Events.Unfollowed(_channel, _ada, now));
        await Eventually.BecomesTrueAsync(async () => await desk.CountAsync("followers where channel_id = @_channel and user_id = @_ada and not following", new { _channel, _ada }) == 1);
        await desk.PublishAsync(Events.Followed(_channel, _ada, now.AddSeconds(-1)));
        await desk.PublishAsync(Events.Started(_channel));

        await Eventually.BecomesTrueAsync(async () => await desk.CountUnreadAsync(_bob) == 1);
        await desk.IsQuietAsync(_channel);
        (await desk.ListAsync(_ada)).ShouldBeEmpty();
    }

    [Fact]
    public async Task FollowThatWasOvertakenByTheStart_IsMadeUpFor()
    {
        var followedAt = DateTimeOffset.UtcNow;
        await desk.PublishAsync(Events.Started(_channel));
        await Eventually.BecomesTrueAsync(async () => await desk.CountAsync("fan_outs where channel_id = @_channel and done_at is not null", new { _channel }) == 1);

        await desk.PublishAsync(Events.Followed(_channel, _ada, followedAt));
        await desk.PublishAsync(Events.Followed(_channel, _bob));

        await Eventually.BecomesTrueAsync(async () => await desk.CountUnreadAsync(_ada) == 1);
        await Eventually.BecomesTrueAsync(async () => await desk.CountAsync("followers where channel_id = @_channel", new { _channel }) == 2);
        (await desk.ListAsync(_bob)).ShouldBeEmpty();
    }

    [Fact]
    public async Task CreatorHearsOfAGiftOnce()
    {
        var gift = Events.Gift(_ada, quantity: 3);

        await desk.PublishAsync(gift);
        await desk.PublishAsync(gift);
        await desk.PublishAsync(Events.Gift(_ada));

        await Eventually.BecomesTrueAsync(async () => await desk.CountUnreadAsync(_ada) == 2);
        var notification = (await desk.ListAsync(_ada)).Single(n => n.Title.Contains('×'));
        notification.Type.ShouldBe("gift_received");
        notification.Title.ShouldBe("Bob sent you 🚀 Rocket × 3");
        notification.Body.ShouldBe("Worth 60 tokens.");
    }
}
