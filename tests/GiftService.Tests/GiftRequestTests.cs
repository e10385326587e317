using System.Net;

namespace Streaming.GiftService.Tests;

/// <summary>Who may send what to which stream.</summary>
public sealed class GiftRequestTests(House house)
{
    private readonly Guid _creator = Guid.CreateVersion7();

    [Theory]
    [InlineData("unicorn", 1)]
    [InlineData("", 1)]
    [InlineData("rose", 0)]
    [InlineData("rose", -1)]
    [InlineData("rose", 1000)]
    public async Task Send_WithAnUnknownGiftOrQuantity_Is400(string giftId, int quantity)
    {
        var stream = await house.Desk.GoLiveAsync(_creator);

        var answer = await house.As(Guid.CreateVersion7()).GiveAsync(stream, giftId, quantity);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Theory]
    [InlineData("{\"giftId\":\"rose\",\"quantity\":\"1\"}")]
    [InlineData("{\"giftId\":\"rose\",\"quantity\":1.5}")]
    [InlineData("{\"giftId\":\"rose\"")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Send_WithAMalformedBody_Is400(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/streams/{Guid.CreateVersion7()}/gifts")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "a");

        var answer = await house.As(Guid.CreateVersion7()).SendAsync(request);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task Send_WithoutAKey_Is400()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);

        var answer = await house.As(Guid.CreateVersion7()).GiveAsync(stream, "rose", key: null);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task Send_WithoutSignIn_Is401AndByAGuest403()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);

        await (await house.Anyone().GiveAsync(stream, "rose")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await house.AsGuest().GiveAsync(stream, "rose")).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Send_ToOnesOwnStream_Is403()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);

        await (await house.As(_creator).GiveAsync(stream, "rose")).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Send_ToAStreamThatNobodyKnows_Is404()
    {
        var answer = await house.As(Guid.CreateVersion7()).GiveAsync(Guid.CreateVersion7(), "rose");

        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await house.Anyone().GetAsync($"/api/streams/{Guid.CreateVersion7()}/leaderboard")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("scheduled")]
    [InlineData("ended")]
    [InlineData("cancelled")]
    public async Task Send_ToAStreamThatIsNotLive_Is409(string status)
    {
        var stream = Guid.CreateVersion7();
        house.Desk.Describe(stream, _creator, status, version: 1);

        await (await house.As(Guid.CreateVersion7()).GiveAsync(stream, "rose")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task Send_ToAStreamThatWentLiveAMomentAgo_DoesNotWaitForItsEvent()
    {
        var stream = Guid.CreateVersion7();
        house.Desk.Describe(stream, _creator, "scheduled", version: 1);
        await (await house.As(Guid.CreateVersion7()).GiveAsync(stream, "rose")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict");

        house.Desk.Describe(stream, _creator, "live", version: 2);

        (await house.As(await house.PersonWithAsync()).GiveAsync(stream, "rose")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("period=year")]
    [InlineData("limit=many")]
    public async Task ChannelLeaderboard_WithAnUnknownPeriodOrLimit_Is400(string query)
    {
        var answer = await house.Anyone().GetAsync($"/api/channels/{Guid.CreateVersion7()}/leaderboard?{query}");

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task SentGift_OfSomeoneElse_Is404()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        var sender = await house.PersonWithAsync();
        var id = (string?)(await (await house.As(sender).GiveAsync(stream, "rose")).JsonAsync())["id"];

        ((string?)(await house.As(sender).GetJsonAsync($"/api/streams/{stream}/gifts/{id}"))["status"]).ShouldBe("sent");
        await (await house.As(Guid.CreateVersion7()).GetAsync($"/api/streams/{stream}/gifts/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }
}
