namespace Streaming.ServiceDefaults.Tests.Http;

public sealed class PagesTests
{
    [Fact]
    public void Pages_CoverTheListOnceAndInOrder()
    {
        var all = Enumerable.Range(1, 7).ToList();
        var (seen, cursor) = (new List<int>(), (string?)null);
        do
        {
            var after = Cursor.Read<int?>(cursor) ?? 0;
            var page = Page<int>.Of([.. all.Where(n => n > after).Take(3 + 1)], 3, n => n);
            page.Items.Count.ShouldBeLessThanOrEqualTo(3);
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.ShouldBe(all);
    }

    [Fact]
    public void FullLastPage_HasNoNext() => Page<int>.Of([1, 2, 3], 3, n => n).NextCursor.ShouldBeNull();

    [Theory]
    [InlineData("%%%")]
    [InlineData("eA")]
    [InlineData("WzFd")]
    public void CursorThatIsNotOurs_Is400(string cursor) =>
        Should.Throw<ProblemException>(() => Cursor.Read<int>(cursor)).Status.ShouldBe(400);

    [Theory]
    [InlineData(null, 20)]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(100, 100)]
    [InlineData(int.MaxValue, 100)]
    public void Limit_IsKeptWithinItsBounds(int? asked, int expected) => Cursor.Limit(asked).ShouldBe(expected);
}
