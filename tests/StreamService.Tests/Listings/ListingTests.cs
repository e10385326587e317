using System.Net;
using System.Text.Json.Nodes;
using Streaming.Contracts;
using Streaming.StreamService.Tests.Support;
using Streaming.Testing;

namespace Streaming.StreamService.Tests.Listings;

public sealed class ListingTests(StreamServer server) : LiveTest(server)
{
    // Each test lists a category of its own: the other tests' streams are there too.
    private readonly string _category = Person.NewSlug();

    [Fact]
    public async Task Live_streams_are_found_by_category_tag_and_follow()
    {
        var (ada, id) = await Person.LiveAsync(Server, new { title = "One", category = _category, tags = new[] { "Jazz", "live" } });
        var (eve, other) = await Person.LiveAsync(Server, new { title = "Two", category = _category, tags = new[] { "rock" } });
        using var bob = Person.SignedIn(Server, "bob");
        await bob.PostAsync($"/api/channels/{eve.ChannelId}/follow");

        (await IdsAsync(bob, $"live?category={_category}")).ShouldBe([id, other], ignoreOrder: true);
        (await IdsAsync(bob, $"live?category={_category.ToUpperInvariant()}&tag=jazz")).ShouldBe([id]);
        (await IdsAsync(bob, $"live?category={_category}&followed=true")).ShouldBe([other]);
        (await IdsAsync(bob, "live?category=nothing-like-it")).ShouldBeEmpty();
        using var nobody = Person.Anonymous(Server);
        await nobody.FailAsync(HttpMethod.Get, "/api/streams/live?followed=true", HttpStatusCode.Unauthorized, "unauthenticated");
        await ada.PostAsync($"/api/streams/{id}/end");
        (await IdsAsync(bob, $"live?category={_category}")).ShouldBe([other]);
        ada.Dispose();
        eve.Dispose();
    }

    [Fact]
    public async Task Live_streams_come_with_the_most_viewers_or_the_latest_start_first_page_by_page()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var (creator, id) = await Person.LiveAsync(Server, new { title = $"Show {i}", category = _category });
            ids.Add(id);
            // Two have the same count.
            await Server.Events.PublishAsync(new ViewersCounted(id, new[] { 3, 9, 3, 0, 5 }[i], Server.Time.GetUtcNow()));
            creator.Dispose();
        }

        using var anyone = Person.Anonymous(Server);
        await Eventually.PassesAsync(async () =>
            (await IdsAsync(anyone, $"live?category={_category}")).ShouldBe([ids[1], ids[4], ids[2], ids[0], ids[3]]));
        (await PagesAsync(anyone, $"live?category={_category}&order=viewers&limit=2")).ShouldBe([ids[1], ids[4], ids[2], ids[0], ids[3]]);
        (await PagesAsync(anyone, $"live?category={_category}&order=newest&limit=2")).ShouldBe(Enumerable.Reverse(ids));
    }

    [Fact]
    public async Task Unlisted_streams_are_listed_to_nobody_and_followers_streams_to_followers()
    {
        var (ada, unlisted) = await Person.LiveAsync(Server, new { title = "Hidden", category = _category, visibility = "unlisted" });
        var (eve, closed) = await Person.LiveAsync(Server, new { title = "Friends", category = _category, visibility = "followers" });
        using var bob = Person.SignedIn(Server, "bob");
        using var guest = Person.Anonymous(Server);

        (await IdsAsync(guest, $"live?category={_category}")).ShouldBeEmpty();
        (await IdsAsync(bob, $"live?category={_category}")).ShouldBeEmpty();
        (await guest.GetAsync($"/api/channels/{ada.Slug}"))["liveStreamId"].ShouldBeNull();
        ((string?)(await ada.GetAsync($"/api/channels/{ada.Slug}"))["liveStreamId"]).ShouldBe(unlisted);
        await bob.PostAsync($"/api/channels/{eve.ChannelId}/follow");
        (await IdsAsync(bob, $"live?category={_category}")).ShouldBe([closed]);
        // Whoever has the link sees it.
        ((string?)(await guest.GetAsync($"/api/streams/{unlisted}"))["title"]).ShouldBe("Hidden");
        ada.Dispose();
        eve.Dispose();
    }

    [Fact]
    public async Task Upcoming_streams_come_soonest_first_and_what_is_only_set_up_is_not_among_them()
    {
        using var ada = await Person.CreatorAsync(Server);
        var now = Server.Time.GetUtcNow();
        var ids = new List<string>();
        foreach (var hours in new[] { 5, 1, 3 })
        {
            ids.Add((string)(await ada.PostAsync("/api/streams", new { title = $"In {hours} h", category = _category, scheduledFor = now.AddHours(hours) }))["id"]!);
        }

        await ada.PostAsync("/api/streams/setup", new { title = "Draft", category = _category });
        using var anyone = Person.Anonymous(Server);

        (await PagesAsync(anyone, $"upcoming?category={_category}&limit=1")).ShouldBe([ids[1], ids[2], ids[0]]);
        await ada.PostAsync($"/api/streams/{ids[2]}/cancel");
        (await IdsAsync(anyone, $"upcoming?category={_category}")).ShouldBe([ids[1], ids[0]]);
        (await IdsAsync(anyone, $"creator/{ada.Id}")).ShouldBe([ids[1], ids[0]], ignoreOrder: true);
    }

    [Fact]
    public async Task Creators_find_all_of_their_streams_by_status_title_and_figures()
    {
        using var ada = await Person.CreatorAsync(Server);
        using var bob = await Person.CreatorAsync(Server, "bob");
        var ended = new List<string>();
        foreach (var (title, peak) in new[] { ("Jazz night", 4), ("100% jazz", 9) })
        {
            await ada.PostAsync("/api/streams/setup", new { title });
            var id = (string)(await ada.PostAsync("/api/streams/go-live", new { }))["stream"]!["id"]!;
            await Server.Events.PublishAsync(new ViewersCounted(id, peak, Server.Time.GetUtcNow()));
            await ada.PostAsync($"/api/streams/{id}/end");
            ended.Add(id);
        }

        var draft = (string)(await ada.PostAsync("/api/streams/setup", new { title = "Draft" }))["id"]!;

        (await IdsAsync(ada, "mine")).ShouldBe([draft, ended[1], ended[0]]);
        (await IdsAsync(ada, "mine?status=scheduled")).ShouldBe([draft]);
        (await IdsAsync(ada, "mine?search=JAZZ")).ShouldBe([ended[1], ended[0]]);
        (await IdsAsync(ada, "mine?search=%25")).ShouldBe([ended[1]], "a percent sign is text, not a pattern");
        await Eventually.PassesAsync(async () => (await PagesAsync(ada, "mine?sort=viewers&limit=1")).ShouldBe([ended[1], ended[0], draft]));
        (await PagesAsync(ada, "mine?sort=revenue&limit=2")).ShouldBe([draft, ended[1], ended[0]]);
        (await IdsAsync(bob, "mine")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("live?limit=abc")]
    [InlineData("live?order=loudest")]
    [InlineData("live?followed=perhaps")]
    [InlineData("live?cursor=AAAA")]
    [InlineData("live?cursor=e30")]
    [InlineData("live?category=12345678901234567890123456789012345678901")]
    [InlineData("live?tag=%00")]
    [InlineData("upcoming?cursor=%F0%9F%9A%80")]
    [InlineData("mine?status=sleeping")]
    [InlineData("mine?sort=luck")]
    public async Task List_WhenQueryIsWrong_AnswersValidationFailed(string query)
    {
        using var bob = Person.SignedIn(Server, "bob");

        await bob.FailAsync(HttpMethod.Get, $"/api/streams/{query}", HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task A_stream_that_is_not_there_is_not_found()
    {
        using var anyone = Person.Anonymous(Server);

        await anyone.FailAsync(HttpMethod.Get, $"/api/streams/{Guid.CreateVersion7()}", HttpStatusCode.NotFound, "not_found");
        await anyone.FailAsync(HttpMethod.Get, "/api/streams/nonsense", HttpStatusCode.NotFound, "not_found");
        await anyone.FailAsync(HttpMethod.Get, "/api/channels/nobody-has-this", HttpStatusCode.NotFound, "not_found");
        await anyone.FailAsync(HttpMethod.Get, "/api/streams/mine", HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private static async Task<List<string>> IdsAsync(Person asker, string query) => Ids(await asker.GetAsync($"/api/streams/{query}"));

    private static async Task<List<string>> PagesAsync(Person asker, string query)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await asker.GetAsync($"/api/streams/{query}{(cursor is null ? "" : $"&cursor={cursor}")}");
            ids.AddRange(Ids(page));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        return ids;
    }

    private static List<string> Ids(JsonObject page) => [.. page["items"]!.AsArray().Select(s => (string)s!["id"]!)];
}
