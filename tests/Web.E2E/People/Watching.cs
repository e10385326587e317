using Microsoft.Playwright;
using Shouldly;
using Streaming.Testing;

namespace Streaming.WebE2E.People;

/// <summary>What it means that somebody sees a picture.</summary>
internal static class Watching
{
    /// <summary>How long decoding may take to begin; the machine may be busy with everything else.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The video has a size and its count of decoded frames goes up.</summary>
    public static async Task PictureMovesAsync(IPage page, string testId)
    {
        var before = await FramesAsync(page, testId);
        await Eventually.PassesAsync(
            async () =>
            {
                (await WidthAsync(page, testId)).ShouldBeGreaterThan(0);
                (await FramesAsync(page, testId)).ShouldBeGreaterThan(before + 10);
            },
            Limit);
    }

    private static Task<int> FramesAsync(IPage page, string testId) =>
        EvaluateAsync(page, testId, "v => v.getVideoPlaybackQuality().totalVideoFrames");

    private static Task<int> WidthAsync(IPage page, string testId) => EvaluateAsync(page, testId, "v => v.videoWidth");

    private static Task<int> EvaluateAsync(IPage page, string testId, string script) => page.GetByTestId(testId).EvaluateAsync<int>(script);
}
