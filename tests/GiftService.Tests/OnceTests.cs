using System.Net;
using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.GiftService.Tests;

/// <summary>However often a request or message comes, its effect happens once.</summary>
public sealed class OnceTests(House house)
{
    private readonly Guid _creator = Guid.CreateVersion7();

    [Fact]
    public async Task Send_WithOneKey50TimesAtOnce_SendsOnceWithIdenticalAnswers()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        var sender = await house.PersonWithAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            var answer = await house.As(sender).GiveAsync(stream, "star", quantity: 3);
            return (answer.StatusCode, Body: await answer.Content.ReadAsStringAsync());
        }));

        answers.Distinct().ShouldHaveSingleItem().StatusCode.ShouldBe(HttpStatusCode.Created);
        (await house.BalanceOfAsync(sender)).ShouldBe(85);
        await Eventually.BecomesTrueAsync(() => house.Desk.SentTo(stream).Any());
        house.Desk.SentTo(stream).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Send_WithAUsedKeyAndAnotherBody_Is422()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        var sender = await house.PersonWithAsync();
        await house.As(sender).GiveAsync(stream, "star");

        var answer = await house.As(sender).GiveAsync(stream, "star", quantity: 2);

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency_mismatch");
        (await house.BalanceOfAsync(sender)).ShouldBe(95);
    }

    [Fact]
    public async Task Send_With60KeysAtOnceWhereTheBalanceCoversOne_SendsExactlyOne()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        var sender = await house.PersonWithAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => house.As(sender).GiveAsync(stream, "mansion", key: $"key {i}")));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient_tokens");
        }

        (await house.BalanceOfAsync(sender)).ShouldBe(0);
        (await house.EarningsOfAsync(_creator)).ShouldBe(70);
        await Eventually.BecomesTrueAsync(() => house.Desk.SentTo(stream).Any());
        house.Desk.SentTo(stream).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TokensDeducted_DeliveredThreeMoreTimes_AnnouncesAndCountsOnce()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        var sender = await house.PersonWithAsync();
        var gift = await (await house.As(sender).GiveAsync(stream, "diamond")).JsonAsync();
        var id = (string)gift["id"]!;

        await house.Desk.PublishAsync(new TokensDeducted(Guid.CreateVersion7().ToString(), id, sender.ToString(), 10, 90, DateTimeOffset.UtcNow), times: 3);
        await house.Desk.PublishAsync(new TokensDeductionRejected(id, sender.ToString(), "insufficient_tokens", 10, 90, DateTimeOffset.UtcNow), times: 3);
        await house.Desk.PublishAsync(new TokensDeducted(Guid.CreateVersion7().ToString(), "no gift at all", sender.ToString(), 10, 90, DateTimeOffset.UtcNow));

        // Both queues are worked off when a gift that came after all of them is through.
        (await house.As(await house.PersonWithAsync()).GiveAsync(stream, "rose")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await house.As(await house.PersonWithAsync()).GiveAsync(stream, "mansion", quantity: 2)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Eventually.BecomesTrueAsync(() => house.Desk.SentTo(stream).Count() >= 2);
        house.Desk.SentTo(stream).Select(s => s.Gift.Id).ShouldBe(["diamond", "rose"]);
        ((string?)(await house.As(sender).GetJsonAsync($"/api/streams/{stream}/gifts/{id}"))["status"]).ShouldBe("sent");
        ((long?)(await house.Anyone().GetJsonAsync($"/api/streams/{stream}/leaderboard"))["items"]![0]!["tokens"]).ShouldBe(10);
    }

    [Fact]
    public async Task StreamEvents_Reordered_LeaveTheNewestVersion()
    {
        var stream = Guid.CreateVersion7();
        var live = house.Desk.Describe(stream, _creator, "live", version: 2);
        var ended = house.Desk.Describe(stream, _creator, "ended", version: 3);
        await house.Desk.PublishAsync(new StreamEnded(ended, "creator", new StreamStats(1, 0, 0, 0, 0)), times: 3);
        await house.Desk.PublishAsync(new StreamUpdated(live), times: 3);
        await house.Desk.PublishAsync(new StreamStarted(live), times: 3);

        // Events of other streams that are through show that these are.
        var other = await house.Desk.GoLiveAsync(_creator);
        house.Desk.Streams.TryRemove(other.ToString(), out _);
        await Eventually.BecomesTrueAsync(async () => (await house.Anyone().GetAsync($"/api/streams/{other}/leaderboard")).IsSuccessStatusCode);
        await (await house.As(Guid.CreateVersion7()).GiveAsync(stream, "rose")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict");
    }
}
