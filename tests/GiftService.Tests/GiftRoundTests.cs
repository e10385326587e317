using System.Net;
using System.Text.Json.Nodes;
using Streaming.Testing;

namespace Streaming.GiftService.Tests;

/// <summary>A gift's whole way through both services.</summary>
public sealed class GiftRoundTests(House house)
{
    private readonly Guid _creator = Guid.CreateVersion7();

    [Fact]
    public async Task Gifts_ForAnyone_AreTheSeededSeven()
    {
        var gifts = (await house.Anyone().GetJsonAsync("/api/gifts"))["items"]!.AsArray();

        gifts.Select(g => $"{g!["id"]} {g["emoji"]} {g["tokens"]} {g["animation"]} {g["rarity"]}").ShouldBe(
        [
            "rose 🌹 1 float common",
            "heart ❤️ 2 float common",
            "star ⭐ 5 burst rare",
            "diamond 💎 10 burst epic",
            "rocket 🚀 20 fireworks epic",
            "crown 👑 50 fireworks legendary",
            "mansion 🏰 100 confetti legendary",
        ]);
    }

    [Fact]
    public async Task A_gift_is_paid_announced_once_and_counted_for_sender_creator_and_leaderboards()
    {
        var channel = Guid.CreateVersion7();
        var stream = await house.Desk.GoLiveAsync(_creator, channel);
        var sender = await house.PersonWithAsync();

        var answer = await house.As(sender, "ada").GiveAsync(stream, "rocket", quantity: 2);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var gift = await answer.JsonAsync();
        ((string?)gift["status"]).ShouldBe("sent");
        ((string?)gift["streamId"]).ShouldBe(stream.ToString());
        ((string?)gift["gift"]!["id"]).ShouldBe("rocket");
        ((int?)gift["quantity"]).ShouldBe(2);
        ((long?)gift["totalTokens"]).ShouldBe(40);
        ((long?)gift["newBalance"]).ShouldBe(60);
        (await house.BalanceOfAsync(sender)).ShouldBe(60);
        (await house.EarningsOfAsync(_creator)).ShouldBe(28);

        await Eventually.BecomesTrueAsync(() => house.Desk.SentTo(stream).Any());
        var sent = house.Desk.SentTo(stream).ShouldHaveSingleItem();
        (sent.Id, sent.Sender.Username, sent.Gift.Emoji, sent.TotalTokens).ShouldBe(((string?)gift["id"], "ada", "🚀", 40));

        foreach (var board in new[] { $"streams/{stream}/leaderboard", $"channels/{channel}/leaderboard?period=day", $"channels/{channel}/leaderboard?period=week", $"channels/{channel}/leaderboard" })
        {
            var first = (await house.Anyone().GetJsonAsync($"/api/{board}"))["items"]!.AsArray().ShouldHaveSingleItem()!;
            ((string?)first["user"]!["id"]).ShouldBe(sender.ToString());
            ((long?)first["tokens"]).ShouldBe(40);
            ((int?)first["rank"]).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_share_of_one_token_is_exact()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        (await house.As(await house.PersonWithAsync()).GiveAsync(stream, "rose")).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await house.EarningsOfAsync(_creator)).ShouldBe(0.7m);
    }

    [Fact]
    public async Task A_gift_beyond_the_balance_is_refused_with_balance_and_price_and_shown_to_nobody()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        var sender = await house.PersonWithAsync();

        var answer = await house.As(sender).GiveAsync(stream, "mansion", quantity: 2, key: "poor");

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient_tokens");
        ((long?)problem["balance"]).ShouldBe(100);
        ((long?)problem["price"]).ShouldBe(200);
        (await house.BalanceOfAsync(sender)).ShouldBe(100);
        // What was announced before is in order before this one.
        (await house.As(sender).GiveAsync(stream, "rose")).StatusCode.ShouldBe(HttpStatusCode.Created);
        await Eventually.BecomesTrueAsync(() => house.Desk.SentTo(stream).Any());
        house.Desk.SentTo(stream).ShouldHaveSingleItem().Gift.Id.ShouldBe("rose");
    }

    [Fact]
    public async Task Leaderboard_WithSeveralSenders_RanksByTokensThenByWhoWasFirst()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        foreach (var (name, gift) in new[] { ("first", "diamond"), ("second", "diamond"), ("most", "crown") })
        {
            (await house.As(await house.PersonWithAsync(), name).GiveAsync(stream, gift)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var items = (await house.Anyone().GetJsonAsync($"/api/streams/{stream}/leaderboard"))["items"]!.AsArray();

        items.Select(Line).ShouldBe(["1 most 50", "2 first 10", "3 second 10"]);
        (await house.Anyone().GetJsonAsync($"/api/streams/{stream}/leaderboard?limit=1"))["items"]!.AsArray().Select(Line).ShouldBe(["1 most 50"]);
    }

    private static string Line(JsonNode? leader) => $"{leader!["rank"]} {leader["user"]!["username"]} {leader["tokens"]}";
}
