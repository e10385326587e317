using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Streaming.WebE2E.People;
using static Microsoft.Playwright.Assertions;

namespace Streaming.WebE2E;

/// <summary>What every visitor may expect of the pages, whoever they are.</summary>
public sealed class PagesTests(Product product, Browser browser)
{
    [Theory]
    [InlineData("/", ColorScheme.Dark)]
    [InlineData("/", ColorScheme.Light)]
    [InlineData("/auth/register", ColorScheme.Dark)]
    [InlineData("/auth/login", ColorScheme.Light)]
    [InlineData("/no/such/page", ColorScheme.Dark)]
    public async Task A_page_can_be_used_with_a_screen_reader(string path, ColorScheme theme)
    {
        await using var visitor = new Person(await OpenAsync());
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
        await visitor.Page.GotoAsync(path);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();

        var found = await visitor.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });

        found.Violations.Select(v => $"{v.Id}: {v.Help}").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_creator_who_refuses_the_camera_is_told_how_to_allow_it()
    {
        await using var creator = new Creator(await OpenAsync());
        await creator.Page.AddInitScriptAsync(
            "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))");
        var name = $"r{Guid.NewGuid():N}"[..12];
        await creator.RegisterAsync(name);
        await creator.MakeChannelAsync(name);

        await Expect(creator.The("capture-help")).ToBeVisibleAsync();
        await Expect(creator.The("go-live")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_guest_on_a_phone_watches_and_reads_along()
    {
        var name = $"p{Guid.NewGuid():N}"[..12];
        await using var creator = new Creator(await OpenAsync(mayUseCamera: true));
        await creator.RegisterAsync(name);
        await creator.MakeChannelAsync(name);
        await creator.GoLiveAsync("For small screens");
        await using var guest = new Person(await OpenAsync(viewport: new ViewportSize { Width = 390, Height = 844 }));

        await guest.Page.GotoAsync($"/streams/{name}");
        await Watching.PictureMovesAsync(guest.Page, "viewer-video");
        await creator.SayAsync("Hello, phone");
        await guest.The("chat-open").ClickAsync();

        await Expect(guest.The("chat-messages")).ToContainTextAsync("Hello, phone");
        await Expect(guest.The("chat-sign-in")).ToBeVisibleAsync();
        (await guest.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing sticks out sideways");
        await creator.EndAsync();
    }

    private async Task<IPage> OpenAsync(bool mayUseCamera = false, ViewportSize? viewport = null) =>
        await (await browser.NewProfileAsync(product.Url, mayUseCamera, viewport)).NewPageAsync();
}
