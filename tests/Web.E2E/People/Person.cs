using System.Globalization;
using Microsoft.Playwright;

namespace Streaming.WebE2E.People;

/// <summary>Somebody with a browser of their own. Finds things as the page names them, by <c>data-testid</c>.</summary>
public class Person(IPage page) : IAsyncDisposable
{
    private static int _number;
    private string _name = $"guest{Interlocked.Increment(ref _number)}";

    /// <summary>Their tab.</summary>
    public IPage Page { get; } = page;

    /// <summary>Something on the page.</summary>
    public ILocator The(string testId) => Page.GetByTestId(testId);

    /// <summary>A number that the page carries beside its rounded text, e.g. <c>data-count</c>.</summary>
    public async Task<long?> FigureAsync(string testId, string attribute) =>
        await The(testId).First.GetAttributeAsync(attribute) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Creates an account and lands signed in.</summary>
    public async Task RegisterAsync(string username)
    {
        _name = username;
        await Page.GotoAsync("/auth/register");
        await The("register-email").FillAsync($"{username}@example.test");
        await The("register-username").FillAsync(username);
        await The("register-display-name").FillAsync(username);
        await The("register-password").FillAsync("correct horse battery");
        await The("register-submit").ClickAsync();
        await The("account-menu").First.WaitForAsync();
    }

    /// <summary>Writes in the chat beside the picture.</summary>
    public async Task SayAsync(string text)
    {
        await The("chat-input").FillAsync(text);
        await The("chat-send").ClickAsync();
    }

    /// <summary>The chat messages of people, as shown, oldest first.</summary>
    public Task<IReadOnlyList<string>> ChatAsync() => Page.Locator("[data-testid=chat-message][data-type=chat]").AllInnerTextsAsync();

    /// <summary>Ids of gifts that were put on show, each time it happened.</summary>
    public Task<string[]> ShownGiftsAsync() => GiftCounter.ShownAsync(Page);

    /// <summary>Closes the laptop. What was on the screen last stays in <c>artifacts/</c>, for whoever wonders why a test failed.</summary>
    public async ValueTask DisposeAsync()
    {
        var test = TestContext.Current.TestMethod?.MethodName ?? "unknown";
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine("artifacts", test, $"{_name}.png"), Timeout = 5_000 });
        await Page.Context.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
