using Microsoft.Playwright;
using Shouldly;
using Streaming.Testing;
using Streaming.WebE2E.People;
using static Microsoft.Playwright.Assertions;

namespace Streaming.WebE2E;

/// <summary>The main job, from the first registration to the saved statistics.</summary>
public sealed class StoryTests(Product product, Browser browser)
{
    private const int RocketPrice = 20;

    [Fact]
    public async Task A_creator_goes_live_and_people_watch_chat_give_and_are_counted()
    {
        var name = $"t{Guid.NewGuid():N}"[..12];
        await using var creator = new Creator(await OpenAsync(mayUseCamera: true));
        await creator.RegisterAsync($"creator_{name}");
        await creator.MakeChannelAsync(name);
        await creator.PreviewAsync();
        var streamId = await creator.GoLiveAsync("Songs by the window");

        // A signed-in viewer and a guest find the stream and see the picture.
        await using var viewer = new Person(await OpenAsync());
        await viewer.RegisterAsync($"viewer_{name}");
        await viewer.Page.GotoAsync("/live");
        await viewer.Page.Locator($"[data-testid=stream-card][href$='/streams/{name}']").First.ClickAsync();
        var guest = new Person(await OpenAsync());
        await guest.Page.GotoAsync($"/streams/{name}");
        await Task.WhenAll(
            Watching.PictureMovesAsync(viewer.Page, "viewer-video"),
            Watching.PictureMovesAsync(guest.Page, "viewer-video"));

        await CountIsAsync(2, creator, viewer, guest);

        // Chat goes both ways and survives a reload; a guest reads.
        await viewer.SayAsync("Hello from the front row");
        await Expect(creator.The("chat-messages")).ToContainTextAsync("Hello from the front row");
        await creator.SayAsync("Welcome!");
        await Expect(guest.The("chat-messages")).ToContainTextAsync("Welcome!");
        await viewer.Page.ReloadAsync();
        await Expect(viewer.The("chat-messages")).ToContainTextAsync("Hello from the front row");
        await Expect(viewer.The("chat-messages")).ToContainTextAsync("Welcome!");
        (await viewer.ChatAsync()).Count.ShouldBe(2);
        await Watching.PictureMovesAsync(viewer.Page, "viewer-video");

        var balance = await BuyTokensAsync(viewer);
        await viewer.Page.GotoAsync($"/streams/{name}");
        await Expect(viewer.The("leaderboard")).ToBeVisibleAsync();
        await viewer.The("gift-open").ClickAsync();
        await viewer.The("gift-rocket").ClickAsync();
        await viewer.The("gift-send").ClickAsync();
        await GiftIsShownOnceAsync(creator, viewer, guest);
        await FiguresAgreeAsync(creator, viewer, guest, balance - RocketPrice);

        // The guest closes the laptop.
        await guest.DisposeAsync();
        await CountIsAsync(1, creator, viewer);

        await creator.RetitleAsync("Songs on the roof");
        await Expect(viewer.The("stream-title")).ToHaveTextAsync("Songs on the roof");

        await creator.EndAsync();
        await Expect(viewer.The("stream-state")).ToHaveAttributeAsync("data-state", "ended");
        await Expect(creator.The("summary-gifts")).ToHaveTextAsync(RocketPrice.ToString());
        await Expect(creator.The("summary-peak")).ToHaveTextAsync("2");
        await Expect(creator.The("summary-views")).ToHaveTextAsync("2");
        await StatisticsAreSavedAsync(viewer.Page, streamId);
    }

    private async Task<IPage> OpenAsync(bool mayUseCamera = false) =>
        await (await browser.NewProfileAsync(product.Url, mayUseCamera)).NewPageAsync();

    private static Task CountIsAsync(int count, params Person[] people) => Task.WhenAll(people.Select(person =>
        Expect(person.The("viewer-count").First).ToHaveAttributeAsync("data-count", $"{count}", new() { Timeout = 30_000 })));

    private static async Task<long> BuyTokensAsync(Person viewer)
    {
        await viewer.Page.GotoAsync("/wallet");
        await Expect(viewer.The("balance")).ToHaveAttributeAsync("data-balance", "0");
        await viewer.Page.Locator("[data-package]").First.ClickAsync();
        await viewer.The("purchase-confirm").ClickAsync();
        await Expect(viewer.The("balance")).Not.ToHaveAttributeAsync("data-balance", "0");
        var balance = await viewer.FigureAsync("balance", "data-balance") ?? 0;
        balance.ShouldBeGreaterThanOrEqualTo(RocketPrice);
        return balance;
    }

    private static async Task GiftIsShownOnceAsync(params Person[] people)
    {
        await Task.WhenAll(people.Select(person => Eventually.BecomesTrueAsync(async () => (await person.ShownGiftsAsync()).Length > 0)));
        await Task.WhenAll(people.Select(person => Expect(person.Page.Locator("[data-testid=chat-message][data-type=gift]")).ToHaveCountAsync(1)));
        var shown = (await Task.WhenAll(people.Select(person => person.ShownGiftsAsync()))).ToList();
        shown.ShouldAllBe(gifts => gifts.Length == 1);
        shown.Select(gifts => gifts[0]).Distinct().Count().ShouldBe(1);
    }

    private static async Task FiguresAgreeAsync(Person creator, Person viewer, Person guest, long balance)
    {
        await Expect(viewer.The("balance-pill").First).ToHaveAttributeAsync("data-balance", $"{balance}");
        foreach (var person in (Person[])[viewer, guest])
        {
            await Expect(person.The("leaderboard-tokens").First).ToContainTextAsync($"{RocketPrice}");
        }

        await Expect(creator.The("earnings")).ToHaveAttributeAsync("data-count", $"{RocketPrice}");
    }

    private static async Task StatisticsAreSavedAsync(IPage page, string streamId)
    {
        var answer = await page.APIRequest.GetAsync($"/api/streams/{streamId}");
        var stream = await answer.JsonAsync();
        stream!.Value.GetProperty("status").GetString().ShouldBe("ended");
        stream.Value.GetProperty("endReason").GetString().ShouldBe("creator");
        stream.Value.GetProperty("durationSeconds").GetInt32().ShouldBeGreaterThan(0);
        stream.Value.GetProperty("peakViewers").GetInt32().ShouldBe(2);
        stream.Value.GetProperty("totalViews").GetInt32().ShouldBe(2);
        stream.Value.GetProperty("giftTokens").GetInt64().ShouldBe(RocketPrice);
    }
}
