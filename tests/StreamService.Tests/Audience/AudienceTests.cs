using Dapper;
using Streaming.Contracts;
using Streaming.StreamService.Tests.Support;
using Streaming.Testing;

namespace Streaming.StreamService.Tests.Audience;

public sealed class AudienceTests(StreamServer server) : LiveTest(server)
{
    private DateTimeOffset Now => Server.Time.GetUtcNow();

    [Fact]
    public async Task Total_views_are_the_distinct_people_who_ever_joined_without_the_creator()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var bob = Guid.CreateVersion7().ToString();
        var joined = new ViewerJoined(id, bob, Now);

        await Server.Events.PublishAsync(joined);
        await Server.Events.PublishAsync(joined);
        await Server.Events.PublishAsync(new ViewerLeft(id, bob, Now.AddSeconds(5)));
        await Server.Events.PublishAsync(joined with { At = Now.AddSeconds(9) });
        await Server.Events.PublishAsync(joined with { ViewerId = ada.Id });
        await Server.Events.PublishAsync(joined with { StreamId = Guid.CreateVersion7().ToString() });
        await Server.Events.PublishAsync(joined with { StreamId = "not a stream" });
        await Server.Events.PublishAsync(joined with { ViewerId = "guest_1" });

        await Eventually.PassesAsync(async () =>
        {
            ((int)(await StreamAsync(id))["totalViews"]!).ShouldBe(2);
            (await CountAsync("select count(*) from viewer_sessions where stream_id = @id::uuid", id)).ShouldBe(3);
        });
        await ada.PostAsync($"/api/streams/{id}/end");
        (await CountAsync("select count(*) from viewer_sessions where stream_id = @id::uuid and left_at is null", id)).ShouldBe(0);
        ((int)(await StreamAsync(id))["totalViews"]!).ShouldBe(2);
        ada.Dispose();
    }

    [Fact]
    public async Task The_peak_is_the_largest_count_and_the_latest_count_wins_whatever_order_they_arrive_in()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var start = Now;

        await Server.Events.PublishAsync(new ViewersCounted(id, 7, start.AddSeconds(2)));
        await Server.Events.PublishAsync(new ViewersCounted(id, 3, start.AddSeconds(3)));
        await Server.Events.PublishAsync(new ViewersCounted(id, 5, start.AddSeconds(1)));

        await Eventually.PassesAsync(async () =>
            (await CountAsync("select viewer_count * 100 + peak_viewers from streams where id = @id::uuid and viewers_counted_at is not null", id)).ShouldBe(307));
        var ended = await ada.PostAsync($"/api/streams/{id}/end");
        ((int)ended["peakViewers"]!).ShouldBe(7);
        ((int)ended["viewerCount"]!).ShouldBe(0);
        (await Server.Events.ShouldContainAsync<StreamEnded>(e => e.Stream.Id == id))[0].Stats.PeakViewers.ShouldBe(7);

        // A straggler does not bring an audience back.
        await Server.Events.PublishAsync(new ViewersCounted(id, 9, start.AddSeconds(9)));
        await Eventually.PassesAsync(async () => ((int)(await StreamAsync(id))["peakViewers"]!).ShouldBe(9));
        ((int)(await StreamAsync(id))["viewerCount"]!).ShouldBe(0);
        ada.Dispose();
    }

    [Fact]
    public async Task The_count_shown_is_the_one_in_redis()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var redis = Server.Redis.GetDatabase();

        ((int)(await StreamAsync(id))["viewerCount"]!).ShouldBe(0);
        await redis.StringSetAsync($"live:{id}:count", 42);

        var stream = await StreamAsync(id);
        ((int)stream["viewerCount"]!).ShouldBe(42);
        ((int)stream["peakViewers"]!).ShouldBe(42);
        ada.Dispose();
    }

    [Fact]
    public async Task A_gift_counts_once_even_after_the_end()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var bob = new PublicUser(Guid.CreateVersion7().ToString(), "bob", "Bob", null, null, []);
        var rocket = new GiftSent(
            Guid.CreateVersion7().ToString(), id, ada.Id, bob, new GiftView("rocket", "Rocket", "🚀", 20, "fireworks", "epic"), 2, 40, Now);

        await Server.Events.PublishAsync(rocket);
        await Server.Events.PublishAsync(rocket);
        await Eventually.PassesAsync(async () => ((long)(await StreamAsync(id))["giftTokens"]!).ShouldBe(40));
        await ada.PostAsync($"/api/streams/{id}/end");
        await Server.Events.PublishAsync(rocket with { Id = Guid.CreateVersion7().ToString(), TotalTokens = 5 });

        await Eventually.PassesAsync(async () => ((long)(await StreamAsync(id))["revenueTokens"]!).ShouldBe(45));
        (await Server.Events.ShouldContainAsync<StreamEnded>(e => e.Stream.Id == id))[0].Stats.GiftTokens.ShouldBe(40);
        ada.Dispose();
    }

    private async Task<long> CountAsync(string sql, string id)
    {
        await using var connection = await Server.Database.OpenAsync(TestContext.Current.CancellationToken);
        return await connection.ExecuteScalarAsync<long>(sql, new { id });
    }
}
