using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;

namespace Streaming.WebE2E.People;

/// <summary>Somebody who goes live.</summary>
public sealed partial class Creator(IPage page) : Person(page)
{
    /// <summary>Makes a channel at its first visit to the go-live page.</summary>
    public async Task MakeChannelAsync(string slug)
    {
        await Page.GotoAsync("/creator/go-live");
        await The("channel-name").FillAsync($"Channel {slug}");
        await The("channel-slug").FillAsync(slug);
        await The("channel-submit").ClickAsync();
    }

    /// <summary>Sees its own picture and level before anybody else does.</summary>
    public async Task PreviewAsync()
    {
        await The("preview-video").WaitForAsync();
        await Watching.PictureMovesAsync(Page, "preview-video");
        await Assertions.Expect(The("go-live")).ToBeVisibleAsync();
    }

    /// <summary>Goes live and is in the studio with its picture.</summary>
    /// <returns>The stream's id.</returns>
    public async Task<string> GoLiveAsync(string title)
    {
        await The("setup-title").FillAsync(title);
        await The("setup-category").FillAsync("Music");
        await The("go-live").ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(StudioAddress());
        await The("studio-video").WaitForAsync();
        await Watching.PictureMovesAsync(Page, "studio-video");
        return Page.Url.Split('/')[^1];
    }

    /// <summary>Changes the title while live.</summary>
    public async Task RetitleAsync(string title)
    {
        await The("title-edit").ClickAsync();
        await The("title-input").FillAsync(title);
        await The("title-save").ClickAsync();
        (await The("stream-title").InnerTextAsync()).ShouldNotBeEmpty();
    }

    /// <summary>Ends the stream, after being asked whether it is meant.</summary>
    public async Task EndAsync()
    {
        await The("end-stream").ClickAsync();
        await The("end-confirm").ClickAsync();
        await The("ended-summary").WaitForAsync();
    }

    [GeneratedRegex("/creator/studio/[0-9a-f-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StudioAddress();
}
