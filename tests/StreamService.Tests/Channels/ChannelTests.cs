using System.Net;
using System.Text.Json.Nodes;
using Streaming.Contracts;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Channels;

public sealed class ChannelTests(StreamServer server)
{
    [Fact]
    public async Task A_person_makes_a_channel_and_finds_it_by_slug_and_id()
    {
        using var ada = Person.SignedIn(server, "ada");
        var slug = Person.NewSlug();

        var made = await ada.PostAsync("/api/channels", new { name = " Ada's evenings ", slug, description = "Maths", category = "Science", tags = new[] { "live", " Live ", "maths" } });

        ((string?)made["name"]).ShouldBe("Ada's evenings");
        ((string?)made["owner"]!["id"]).ShouldBe(ada.Id);
        made["tags"]!.AsArray().Select(t => (string?)t).ShouldBe(["live", "maths"]);
        ((int)made["followerCount"]!).ShouldBe(0);
        ((bool)made["isLive"]!).ShouldBeFalse();
        made["liveStreamId"].ShouldBeNull();
        using var anyone = Person.Anonymous(server);
        ((string?)(await anyone.GetAsync($"/api/channels/{slug}"))["id"]).ShouldBe((string?)made["id"]);
        ((string?)(await anyone.GetAsync($"/api/channels/{made["id"]}"))["slug"]).ShouldBe(slug);
        ((string?)(await ada.GetAsync("/api/channels/mine"))["slug"]).ShouldBe(slug);
        await server.Events.ShouldContainAsync<ChannelSaved>(e => e.Channel.Slug == slug && e.Owner.Id == ada.Id);
    }

    [Fact]
    public async Task A_second_channel_and_a_taken_slug_are_refused()
    {
        using var ada = await Person.CreatorAsync(server);
        using var bob = Person.SignedIn(server, "bob");

        await ada.FailAsync(HttpMethod.Post, "/api/channels", HttpStatusCode.Conflict, "conflict", new { name = "More", slug = Person.NewSlug() });
        await bob.FailAsync(HttpMethod.Post, "/api/channels", HttpStatusCode.Conflict, "conflict", new { name = "Mine", slug = ada.Slug });
    }

    [Theory]
    [InlineData("x")]
    [InlineData("mine")]
    [InlineData("-abc")]
    [InlineData("Ada")]
    [InlineData("a b c")]
    [InlineData("0190a5c0-0000-7000-8000-000000000000")]
    [InlineData("ada\n")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx")]
    public async Task CreateChannel_WhenSlugIsNotOne_AnswersValidationFailed(string slug)
    {
        using var ada = Person.SignedIn(server);

        await ada.FailAsync(HttpMethod.Post, "/api/channels", HttpStatusCode.BadRequest, "validation_failed", new { name = "Ada", slug });
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\u0000b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890")]
    public async Task CreateChannel_WhenNameIsNotOne_AnswersValidationFailed(string name)
    {
        using var ada = Person.SignedIn(server);

        await ada.FailAsync(HttpMethod.Post, "/api/channels", HttpStatusCode.BadRequest, "validation_failed", new { name, slug = Person.NewSlug() });
    }

    [Fact]
    public async Task The_owner_changes_the_channel_and_the_slug_stays()
    {
        using var ada = await Person.CreatorAsync(server);
        using var bob = Person.SignedIn(server, "bob");

        var saved = await ada.PutAsync($"/api/channels/{ada.ChannelId}", new { name = "New name", slug = "other-slug" });

        ((string?)saved["name"]).ShouldBe("New name");
        ((string?)saved["slug"]).ShouldBe(ada.Slug);
        await server.Events.ShouldContainAsync<ChannelSaved>(e => e.Channel == new ChannelRef(ada.ChannelId, ada.Slug, "New name"));
        await bob.FailAsync(HttpMethod.Put, $"/api/channels/{ada.ChannelId}", HttpStatusCode.Forbidden, "forbidden", new { name = "Bob's now" });
        await bob.FailAsync(HttpMethod.Put, $"/api/channels/{Guid.CreateVersion7()}", HttpStatusCode.NotFound, "not_found", new { name = "Nobody's" });
    }

    [Fact]
    public async Task Guests_and_strangers_cannot_make_channels()
    {
        using var guest = Person.Guest(server, Guid.CreateVersion7());
        using var nobody = Person.Anonymous(server);
        using var forger = Person.With(server, "eyJhbGciOiJFUzI1NiIsImtpZCI6InRlc3QifQ.e30.AAAA");
        var body = new { name = "Mine", slug = Person.NewSlug() };

        await guest.FailAsync(HttpMethod.Post, "/api/channels", HttpStatusCode.Forbidden, "forbidden", body);
        await nobody.FailAsync(HttpMethod.Post, "/api/channels", HttpStatusCode.Unauthorized, "unauthenticated", body);
        await forger.FailAsync(HttpMethod.Post, "/api/channels", HttpStatusCode.Unauthorized, "unauthenticated", body);
    }

    [Fact]
    public async Task Only_the_owner_sees_the_stream_key_and_rotating_replaces_it()
    {
        using var ada = await Person.CreatorAsync(server);
        using var bob = Person.SignedIn(server, "bob");

        var first = await ada.GetAsync($"/api/channels/{ada.ChannelId}/stream-key");
        var rotated = await ada.PostAsync($"/api/channels/{ada.ChannelId}/stream-key/rotate");
        var second = await ada.GetAsync($"/api/channels/{ada.ChannelId}/stream-key");

        ((string)first["streamKey"]!).ShouldMatch("^sk_[A-Za-z0-9_-]{43}$");
        ((string)rotated["streamKey"]!).ShouldNotBe((string)first["streamKey"]!);
        JsonNode.DeepEquals(rotated, second).ShouldBeTrue();
        await bob.FailAsync(HttpMethod.Get, $"/api/channels/{ada.ChannelId}/stream-key", HttpStatusCode.Forbidden, "forbidden");
        await bob.FailAsync(HttpMethod.Post, $"/api/channels/{ada.ChannelId}/stream-key/rotate", HttpStatusCode.Forbidden, "forbidden");
    }
}
