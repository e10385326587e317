using System.Net;
using System.Net.Http.Json;
using Streaming.Testing;

namespace Streaming.NotificationService.Tests;

public sealed class PreferencesTests(Desk desk)
{
    private readonly Guid _ada = Guid.CreateVersion7();

    [Fact]
    public async Task EverythingIsOnUntilAPersonChoosesOtherwise()
    {
        using var client = desk.As(_ada);

        var before = (await client.GetFromJsonAsync<PreferenceList>("/api/notifications/preferences"))!;
        var answer = await client.PutAsJsonAsync("/api/notifications/preferences", new { items = new[] { new { type = "gift_received", channel = "in_app", enabled = false } } });
        var after = (await client.GetFromJsonAsync<PreferenceList>("/api/notifications/preferences"))!;

        before.Items.Select(p => p.Type).ShouldBe(NotificationTypes.All);
        before.Items.ShouldAllBe(p => p.Enabled);
        (await answer.Content.ReadFromJsonAsync<PreferenceList>())!.Items.ShouldBe(after.Items);
        after.Items.Where(p => !p.Enabled).ShouldHaveSingleItem().Type.ShouldBe("gift_received");
    }

    [Fact]
    public async Task WhatIsSwitchedOff_IsNotSent()
    {
        var (channel, bob) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var client = desk.As(_ada);
        await client.PutAsJsonAsync("/api/notifications/preferences", new { items = new[] { new { type = "live_stream_started", channel = "in_app", enabled = false } } });
        await desk.FollowAsync(channel, _ada, bob);

        await desk.PublishAsync(Events.Started(channel));

        await Eventually.BecomesTrueAsync(async () => await desk.CountUnreadAsync(bob) == 1);
        await desk.IsQuietAsync(channel);
        (await desk.ListAsync(_ada)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"items":[{"type":"nonsense","channel":"in_app","enabled":true}]}""")]
    [InlineData("""{"items":[{"type":"gift_received","channel":"pigeon","enabled":true}]}""")]
    [InlineData("""{"items":null}""")]
    [InlineData("""{"items":[null]}""")]
    [InlineData("{}")]
    public async Task UnknownTypeOrChannel_Is400(string body)
    {
        using var client = desk.As(_ada);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        (await client.PutAsync("/api/notifications/preferences", content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
