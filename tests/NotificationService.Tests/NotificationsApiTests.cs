using System.Net;
using System.Net.Http.Json;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.Testing;

namespace Streaming.NotificationService.Tests;

public sealed class NotificationsApiTests(Desk desk)
{
    private readonly Guid _ada = Guid.CreateVersion7();

    [Fact]
    public async Task List_ComesNewestFirst_PageByPage()
    {
        await GiveAsync(5);
        using var client = desk.As(_ada);

        var first = (await client.GetFromJsonAsync<Page<NotificationView>>("/api/notifications?limit=3"))!;
        var second = (await client.GetFromJsonAsync<Page<NotificationView>>($"/api/notifications?limit=3&cursor={first.NextCursor}"))!;

        first.Items.Count.ShouldBe(3);
        second.Items.Count.ShouldBe(2);
        second.NextCursor.ShouldBeNull();
        var ids = first.Items.Concat(second.Items).Select(n => n.Id).ToList();
        ids.ShouldBe(ids.OrderDescending(StringComparer.Ordinal));
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task Read_TakesItOffTheUnread_AndMayBeRepeated()
    {
        await GiveAsync(2);
        using var client = desk.As(_ada);
        var id = (await desk.ListAsync(_ada))[0].Id;

        (await client.PostAsync($"/api/notifications/{id}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.PostAsync($"/api/notifications/{id}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await desk.CountUnreadAsync(_ada)).ShouldBe(1);
        (await desk.ListAsync(_ada)).Count.ShouldBe(2);
        (await desk.ListAsync(_ada, "?unread=true")).ShouldHaveSingleItem().Id.ShouldNotBe(id);
    }

    [Fact]
    public async Task ReadAll_LeavesNoneUnread()
    {
        await GiveAsync(3);
        using var client = desk.As(_ada);

        (await client.PostAsync("/api/notifications/read-all", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await desk.CountUnreadAsync(_ada)).ShouldBe(0);
        (await desk.ListAsync(_ada)).ShouldAllBe(n => n.ReadAt != null);
    }

    [Fact]
    public async Task SomeoneElsesNotification_Is404()
    {
        await GiveAsync(1);
        using var stranger = desk.As(Guid.CreateVersion7());

        (await stranger.PostAsync($"/api/notifications/{(await desk.ListAsync(_ada))[0].Id}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await desk.CountUnreadAsync(_ada)).ShouldBe(1);
    }

    [Fact]
    public async Task NobodyGets401_AndGuestsGet403()
    {
        using var nobody = desk.AsNobody();
        using var guest = desk.As(TestTokens.ForGuest());

        (await nobody.GetAsync("/api/notifications")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await guest.GetAsync("/api/notifications")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task BadCursor_Is400()
    {
        using var client = desk.As(_ada);
        (await client.GetAsync("/api/notifications?cursor=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task GiveAsync(int gifts)
    {
        for (var i = 0; i < gifts; i++)
        {
            await desk.PublishAsync(Events.Gift(_ada));
        }

        await Eventually.BecomesTrueAsync(async () => await desk.CountUnreadAsync(_ada) == gifts);
    }
}
