using Microsoft.Playwright;

namespace Streaming.WebE2E.People;

/// <summary>Notes every gift that a page puts on show, since an animation is gone before a test could look.</summary>
internal static class GiftCounter
{
    public const string Script =
        """
        window.shownGifts = [];
        new MutationObserver(changes => {
          for (const { addedNodes } of changes)
            for (const node of addedNodes)
              if (node.nodeType === Node.ELEMENT_NODE)
                for (const gift of [node, ...node.querySelectorAll('[data-testid=gift-shown]')])
                  if (gift.dataset.testid === 'gift-shown') window.shownGifts.push(gift.dataset.giftId);
        }).observe(document, { childList: true, subtree: true });
        """;

    /// <summary>Ids of the gifts shown since the page was loaded, one entry for each time.</summary>
    public static Task<string[]> ShownAsync(IPage page) => page.EvaluateAsync<string[]>("window.shownGifts");
}
