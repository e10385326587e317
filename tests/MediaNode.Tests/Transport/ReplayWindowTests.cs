using Streaming.MediaNode.Transport.Srtp;

namespace Streaming.MediaNode.Tests.Transport;

public sealed class ReplayWindowTests
{
    [Fact]
    public void IsFresh_ForEveryIndexOnceInAnyOrder_IsTrueThenFalse()
    {
        var window = new ReplayWindow();
        var order = Enumerable.Range(5_000, ReplayWindow.Size).Select(i => (ulong)i).ToArray();
        new Random(7).Shuffle(order);
        foreach (var index in order)
        {
            window.IsFresh(index).ShouldBeTrue();
            window.Accept(index);
            window.IsFresh(index).ShouldBeFalse();
        }
        order.ShouldAllBe(i => !window.IsFresh(i));
    }

    [Fact]
    public void IsFresh_WhenTheIndexLiesBehindTheWindow_IsFalse()
    {
        var window = new ReplayWindow();
        window.Accept(10);
        window.Accept(10 + ReplayWindow.Size);

        window.IsFresh(10).ShouldBeFalse();
        window.IsFresh(11).ShouldBeTrue();
    }

    [Fact]
    public void IsFresh_AfterALongJump_ForgetsWhatLayBefore()
    {
        var window = new ReplayWindow();
        for (var i = 0UL; i < 100; i++) window.Accept(i);
        window.Accept(100_000);

        window.IsFresh(100_000 - 50).ShouldBeTrue();
        window.IsFresh(100_000).ShouldBeFalse();
    }
}
