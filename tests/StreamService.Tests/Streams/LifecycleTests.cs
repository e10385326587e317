using System.Net;
using FsCheck.Fluent;
using Streaming.StreamService.Streams;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Streams;

public sealed class LifecycleTests(StreamServer server) : LiveTest(server)
{
    [Fact]
    public void Exactly_the_five_moves_of_the_life_cycle_are_allowed()
    {
        var allowed = from start in StreamStatus.All from end in StreamStatus.All where StreamLifecycle.Allows(start, end) select $"{start} → {end}";

        allowed.ShouldBe(["scheduled → live", "scheduled → cancelled", "live → ending", "ending → ended", "ended → archived"], ignoreOrder: true);
    }

    [Fact]
    public async Task Whatever_a_creator_tries_in_whatever_order_the_state_follows_the_life_cycle()
    {
        var acts = Gen.Elements("go-live", "end", "cancel", "edit", "delete");
        await Properties.HoldAsync(acts.ListOf(7), 12, async sequence =>
        {
            using var ada = await Person.CreatorAsync(Server);
            var id = (string)(await ada.PostAsync("/api/streams/setup", new { title = "Show" }))["id"]!;
            var status = "scheduled";
            foreach (var act in sequence)
            {
                var (answer, next) = Expected(status, act);
                (await TryAsync(ada, id, act)).ShouldBe(answer, $"{act} of a stream that is {status}, in {string.Join(", ", sequence)}");
                status = next;
                if (status != "deleted")
                {
                    (await StatusAsync(id)).ShouldBe(status);
                }
            }
        });
    }

    [Fact]
    public async Task A_refused_move_says_invalid_transition()
    {
        var (ada, id) = await Person.LiveAsync(Server);

        await ada.FailAsync(HttpMethod.Post, $"/api/streams/{id}/cancel", HttpStatusCode.Conflict, "invalid_transition");
        await ada.FailAsync(HttpMethod.Delete, $"/api/streams/{id}", HttpStatusCode.Conflict, "invalid_transition");
        await ada.PostAsync($"/api/streams/{id}/end");
        await ada.FailAsync(HttpMethod.Post, $"/api/streams/{id}/end", HttpStatusCode.Conflict, "invalid_transition");
        await ada.FailAsync(HttpMethod.Post, "/api/streams/go-live", HttpStatusCode.Conflict, "invalid_transition", new { streamId = id });
        await ada.FailAsync(HttpMethod.Patch, $"/api/streams/{id}", HttpStatusCode.Conflict, "invalid_transition", new { title = "Too late" });
        ada.Dispose();
    }

    private static (HttpStatusCode Answer, string Next) Expected(string status, string act) => (status, act) switch
    {
        ("deleted", _) => (HttpStatusCode.NotFound, "deleted"),
        ("scheduled" or "live", "go-live") => (HttpStatusCode.OK, "live"),
        ("live", "end") => (HttpStatusCode.OK, "ended"),
        ("scheduled", "cancel") => (HttpStatusCode.OK, "cancelled"),
        ("scheduled" or "live", "edit") => (HttpStatusCode.OK, status),
        (not "live", "delete") => (HttpStatusCode.NoContent, "deleted"),
        _ => (HttpStatusCode.Conflict, status),
    };

    private static async Task<HttpStatusCode> TryAsync(Person creator, string id, string act)
    {
        using var response = await (act switch
        {
            "go-live" => creator.SendAsync(HttpMethod.Post, "/api/streams/go-live", new { streamId = id }),
            "edit" => creator.SendAsync(HttpMethod.Patch, $"/api/streams/{id}", new { title = "Other" }),
            "delete" => creator.SendAsync(HttpMethod.Delete, $"/api/streams/{id}"),
            _ => creator.SendAsync(HttpMethod.Post, $"/api/streams/{id}/{act}"),
        });
        return response.StatusCode;
    }
}
