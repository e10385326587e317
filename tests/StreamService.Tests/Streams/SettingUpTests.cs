using System.Net;
using System.Text;
using Streaming.Contracts;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Streams;

public sealed class SettingUpTests(StreamServer server) : LiveTest(server)
{
    [Fact]
    public async Task Setting_up_needs_a_channel()
    {
        using var bob = Person.SignedIn(Server, "bob");

        await bob.FailAsync(HttpMethod.Post, "/api/streams/setup", HttpStatusCode.Conflict, "conflict", new { title = "Show" });
        await bob.FailAsync(HttpMethod.Post, "/api/streams/go-live", HttpStatusCode.Conflict, "conflict", new { });
    }

    [Fact]
    public async Task Setting_up_twice_at_once_makes_one_stream()
    {
        using var ada = await Person.CreatorAsync(Server);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => ada.PostAsync("/api/streams/setup", new { title = $"Show {i}" })));

        made.Select(s => (string?)s["id"]).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":""}""")]
    [InlineData("""{"title":" \t "}""")]
    [InlineData("""{"title":null}""")]
    [InlineData("""{"title":7}""")]
    [InlineData("""{"title":"a\u0000b"}""")]
    [InlineData("""{"title":"a\nb"}""")]
    [InlineData("""{"title":"Show","price":-1}""")]
    [InlineData("""{"title":"Show","price":1000001}""")]
    [InlineData("""{"title":"Show","price":"5"}""")]
    [InlineData("""{"title":"Show","price":1.5}""")]
    [InlineData("""{"title":"Show","visibility":"secret"}""")]
    [InlineData("""{"title":"Show","visibility":null}""")]
    [InlineData("""{"title":"Show","sensitivity":"x"}""")]
    [InlineData("""{"title":"Show","tags":["1","2","3","4","5","6","7","8","9","10","11"]}""")]
    [InlineData("""{"title":"Show","tags":[""]}""")]
    [InlineData("""{"title":"Show","tags":[null]}""")]
    [InlineData("""{"title":"Show","tags":["abcdefghijklmnopqrstuvwxyz"]}""")]
    [InlineData("""{"title":"Show","category":"12345678901234567890123456789012345678901"}""")]
    [InlineData("""{"title":"\ud800"}""")]
    [InlineData("""{"title":"Show" """)]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task SetUp_WhenBodyIsWrong_AnswersValidationFailed(string body)
    {
        using var ada = await Person.CreatorAsync(Server);

        await ada.FailRawAsync("/api/streams/setup", body, HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task SetUp_WhenTextsAreAtTheirLimits_IsAccepted()
    {
        using var ada = await Person.CreatorAsync(Server);

        var stream = await ada.PostAsync("/api/streams/setup", new
        {
            title = new string('t', 140),
            description = new string('d', 4998) + "\n\t",
            category = new string('c', 40),
            tags = Enumerable.Range(0, 10).Select(i => $"{i}".PadLeft(25, 'x')).ToArray(),
            price = 1_000_000,
        });

        ((string)stream["title"]!).Length.ShouldBe(140);
        await ada.FailAsync(HttpMethod.Post, "/api/streams/setup", HttpStatusCode.BadRequest, "validation_failed", new { title = new string('t', 141) });
        await ada.FailAsync(HttpMethod.Post, "/api/streams/setup", HttpStatusCode.BadRequest, "validation_failed", new { title = "t", description = new string('d', 5001) });
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused()
    {
        using var ada = await Person.CreatorAsync(Server);
        var body = new StringBuilder("""{"title":"Show","description":" """).Append('d', 1024 * 1024).Append("\"}").ToString();

        await ada.FailRawAsync("/api/streams/setup", body, HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
    }

    [Fact]
    public async Task A_stream_is_announced_moved_and_called_off()
    {
        using var ada = await Person.CreatorAsync(Server);
        var (first, later) = (Server.Time.GetUtcNow().AddDays(1), Server.Time.GetUtcNow().AddDays(2));

        var stream = await ada.PostAsync("/api/streams", new { title = "Tomorrow", scheduledFor = first });
        var id = (string)stream["id"]!;
        var moved = await ada.PatchAsync($"/api/streams/{id}", new { scheduledFor = later });
        var cancelled = await ada.PostAsync($"/api/streams/{id}/cancel");

        ((DateTimeOffset)moved["scheduledFor"]!).ShouldBe(later, TimeSpan.FromMilliseconds(1));
        ((string?)cancelled["status"]).ShouldBe("cancelled");
        await Server.Events.ShouldContainAsync<StreamScheduled>(e => e.Stream.Id == id && e.Stream.ScheduledFor is not null);
        await Server.Events.ShouldContainAsync<StreamUpdated>(e => e.Stream.Id == id && e.Stream.Version == 2);
        await Server.Events.ShouldContainAsync<StreamCancelled>(e => e.Stream.Id == id && e.Stream.Version == 3);
    }

    [Fact]
    public async Task Schedule_WhenTimeIsNotAhead_AnswersValidationFailed()
    {
        using var ada = await Person.CreatorAsync(Server);

        foreach (var time in new DateTimeOffset?[] { null, Server.Time.GetUtcNow().AddMinutes(-1), Server.Time.GetUtcNow().AddDays(400) })
        {
            await ada.FailAsync(HttpMethod.Post, "/api/streams", HttpStatusCode.BadRequest, "validation_failed", new { title = "When?", scheduledFor = time });
        }
    }

    [Fact]
    public async Task Duplicating_copies_what_was_said_and_nothing_that_happened()
    {
        var (ada, id) = await Person.LiveAsync(Server, new { title = "Show", category = "Music", tags = new[] { "a" }, price = 0, visibility = "unlisted" });
        await ada.PostAsync($"/api/streams/{id}/end");

        var copy = await ada.PostAsync($"/api/streams/{id}/duplicate");

        ((string?)copy["title"]).ShouldBe("Show");
        ((string?)copy["category"]).ShouldBe("Music");
        ((string?)copy["visibility"]).ShouldBe("unlisted");
        ((string?)copy["status"]).ShouldBe("scheduled");
        copy["startedAt"].ShouldBeNull();
        ((string?)copy["roomName"]).ShouldNotBe(MediaServerSide.RoomOf(id));
        ada.Dispose();
    }

    [Fact]
    public async Task Deleting_takes_a_stream_out_of_sight_and_cancels_it_first()
    {
        using var ada = await Person.CreatorAsync(Server);
        var id = (string)(await ada.PostAsync("/api/streams/setup", new { title = "Show" }))["id"]!;

        await ada.DeleteAsync($"/api/streams/{id}");

        await ada.FailAsync(HttpMethod.Get, $"/api/streams/{id}", HttpStatusCode.NotFound, "not_found");
        (await ada.GetAsync("/api/streams/mine"))["items"]!.AsArray().ShouldBeEmpty();
        await Server.Events.ShouldContainAsync<StreamCancelled>(e => e.Stream.Id == id);
    }

    [Fact]
    public async Task Someone_elses_stream_is_off_limits()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        using var bob = await Person.CreatorAsync(Server, "bob");
        using var nobody = Person.Anonymous(Server);
        (HttpMethod Method, string Path, object? Body)[] requests =
        [
            (HttpMethod.Patch, $"/api/streams/{id}", new { title = "Bob's" }),
            (HttpMethod.Post, $"/api/streams/{id}/end", null),
            (HttpMethod.Post, $"/api/streams/{id}/cancel", null),
            (HttpMethod.Post, $"/api/streams/{id}/duplicate", null),
            (HttpMethod.Delete, $"/api/streams/{id}", null),
            (HttpMethod.Get, $"/api/streams/{id}/broadcast-token", null),
            (HttpMethod.Post, "/api/streams/go-live", new { streamId = id }),
        ];

        foreach (var (method, path, body) in requests)
        {
            await bob.FailAsync(method, path, HttpStatusCode.Forbidden, "forbidden", body);
            await nobody.FailAsync(method, path, HttpStatusCode.Unauthorized, "unauthenticated", body);
            if (path.Contains(id, StringComparison.Ordinal))
            {
                await bob.FailAsync(method, path.Replace(id, $"{Guid.CreateVersion7()}", StringComparison.Ordinal), HttpStatusCode.NotFound, "not_found", body);
            }
        }

        (await StatusAsync(id)).ShouldBe("live");
        ada.Dispose();
    }
}
