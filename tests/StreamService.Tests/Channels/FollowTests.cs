using System.Net;
using Streaming.Contracts;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Channels;

public sealed class FollowTests(StreamServer server)
{
    [Fact]
    public async Task Following_twice_counts_once_and_unfollowing_twice_does_too()
    {
        using var ada = await Person.CreatorAsync(server);
        using var bob = Person.SignedIn(server, "bob");
        var path = $"/api/channels/{ada.ChannelId}/follow";

        await bob.PostAsync(path);
        var followed = await bob.PostAsync(path);
        ((int)followed["followerCount"]!).ShouldBe(1);
        ((bool)followed["isFollowing"]!).ShouldBeTrue();
        ((bool)(await bob.GetAsync($"/api/channels/{ada.Slug}"))["isFollowing"]!).ShouldBeTrue();

        await bob.DeleteAsync(path);
        var unfollowed = await bob.DeleteAsync(path);
        ((int)unfollowed["followerCount"]!).ShouldBe(0);
        ((bool)(await bob.GetAsync($"/api/channels/{ada.Slug}"))["isFollowing"]!).ShouldBeFalse();
        (await server.Events.ShouldContainAsync<ChannelUnfollowed>(e => e.UserId == bob.Id)).Count.ShouldBe(1);
        (await server.Events.ShouldContainAsync<ChannelFollowed>(e => e.UserId == bob.Id)).ShouldHaveSingleItem().CreatorId.ShouldBe(ada.Id);
    }

    [Fact]
    public async Task FollowerCount_WhenManyFollowAtOnce_IsExact()
    {
        using var ada = await Person.CreatorAsync(server);
        var fans = Enumerable.Range(0, 20).Select(_ => Person.SignedIn(server, "fan")).ToList();

        // Each twice at the same time, every other one leaves again.
        await Task.WhenAll(fans.SelectMany(fan => new[] { fan, fan }).Select(fan => fan.PostAsync($"/api/channels/{ada.ChannelId}/follow")));
        await Task.WhenAll(fans.Where((_, i) => i % 2 == 0).Select(fan => fan.DeleteAsync($"/api/channels/{ada.ChannelId}/follow")));

        ((int)(await ada.GetAsync($"/api/channels/{ada.Slug}"))["followerCount"]!).ShouldBe(10);
        fans.ForEach(fan => fan.Dispose());
    }

    [Fact]
    public async Task Nobody_follows_themselves_as_a_guest_or_what_does_not_exist()
    {
        using var ada = await Person.CreatorAsync(server);
        using var guest = Person.Guest(server, Guid.CreateVersion7());

        await ada.FailAsync(HttpMethod.Post, $"/api/channels/{ada.ChannelId}/follow", HttpStatusCode.Conflict, "conflict");
        await guest.FailAsync(HttpMethod.Post, $"/api/channels/{ada.ChannelId}/follow", HttpStatusCode.Forbidden, "forbidden");
        await ada.FailAsync(HttpMethod.Post, $"/api/channels/{Guid.CreateVersion7()}/follow", HttpStatusCode.NotFound, "not_found");
        await ada.FailAsync(HttpMethod.Post, "/api/channels/not-an-id/follow", HttpStatusCode.NotFound, "not_found");
    }
}
