using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Streaming.ServiceDefaults;
using Streaming.Testing;

namespace Streaming.GiftService.Tests;

/// <summary>What was lost or interrupted on the way is found again.</summary>
public sealed class RecoveryTests(House house)
{
    private readonly Guid _creator = Guid.CreateVersion7();

    [Fact]
    public async Task A_retry_after_the_answer_was_lost_finds_the_gift_that_was_sent()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        var sender = await house.PersonWithAsync();
        var first = await (await house.As(sender).GiveAsync(stream, "star")).Content.ReadAsStringAsync();
        // As if the process had died after the effect and before it stored its answer.
        await ChangeAsync("delete from http.idempotency_keys where owner like @Owner", new { Owner = $"{sender} %" });

        var again = await house.As(sender).GiveAsync(stream, "star");

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadAsStringAsync()).ShouldBe(first);
        (await house.BalanceOfAsync(sender)).ShouldBe(95);
        await ChangeAsync("delete from http.idempotency_keys where owner like @Owner", new { Owner = $"{sender} %" });
        await (await house.As(sender).GiveAsync(stream, "star", quantity: 2)).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency_mismatch");
    }

    [Fact]
    public async Task A_gift_whose_request_was_lost_is_asked_for_again()
    {
        var stream = await house.Desk.GoLiveAsync(_creator);
        var sender = await house.PersonWithAsync();
        await house.As(sender).GiveAsync(stream, "star");
        var lost = Guid.CreateVersion7();
        await ChangeAsync(
            """
            insert into gift_sends (id, stream_id, channel_id, creator_id, sender_id, gift, quantity, total_tokens, requested_at, next_request_at)
            select @lost, stream_id, channel_id, creator_id, sender_id, gift, quantity, total_tokens, requested_at, now() - interval '1 second'
            from gift_sends where stream_id = @stream
            """,
            new { lost, stream });

        await Eventually.BecomesTrueAsync(async () => (string?)(await house.As(sender).GetJsonAsync($"/api/streams/{stream}/gifts/{lost}"))["status"] == "sent");

        (await house.BalanceOfAsync(sender)).ShouldBe(90);
    }

    private Task ChangeAsync(string sql, object parameters) => house.GiftServices.GetRequiredService<Database>().TransactAsync(
        async work => (await work.Connection.ExecuteAsync(sql, parameters)).ShouldBe(1), CancellationToken.None);
}
