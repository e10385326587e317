using System.Text.Json.Nodes;
using Shouldly;
using Streaming.Testing;

namespace Streaming.SystemTests.Crashes;

/// <summary>A live stream in which people go on talking and giving; afterwards it is counted what became of it.</summary>
public sealed class Evening : IDisposable
{
    private const int RosePrice = 1;
    private readonly SteadyClient _creator;
    private readonly SteadyClient _viewer;
    private readonly List<string> _said = [];
    private readonly List<string> _given = [];
    private long _bought;

    private Evening(SteadyClient creator, SteadyClient viewer, string streamId) => (_creator, _viewer, StreamId) = (creator, viewer, streamId);

    public string StreamId { get; }

    /// <summary>A creator is live, a viewer has tokens.</summary>
    public static async Task<Evening> BeginAsync(Platform platform)
    {
        var creator = await SteadyClient.RegisterAsync(platform, "creator");
        var viewer = await SteadyClient.RegisterAsync(platform, "viewer");
        await creator.PostAsync("/api/channels", new { name = "Channel", slug = $"c{Guid.NewGuid():N}"[..16] });
        await creator.PostAsync("/api/streams/setup", new { title = "An evening" });
        var live = await creator.PostAsync("/api/streams/go-live", new { });
        var evening = new Evening(creator, viewer, (string)live["stream"]!["id"]!);
        var package = (await viewer.GetAsync("/api/tokens/packages"))["items"]!.AsArray().MinBy(p => (int)p!["tokens"]!)!;
        var purchase = await viewer.PostAsync(
            "/api/tokens/purchases", new { packageId = (string)package["id"]!, provider = "sandbox", paymentMethod = "pm_ok" });
        evening._bought = (long)purchase["newBalance"]!;
        return evening;
    }

    /// <summary>Talks and gives until told to stop; whatever was begun is finished.</summary>
    public async Task GoOnAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var clientId = Guid.NewGuid().ToString();
            _said.Add(clientId);
            await _viewer.PostAsync($"/api/streams/{StreamId}/messages", new { content = $"message {_said.Count}", clientId });
            var gift = await _viewer.PostAsync($"/api/streams/{StreamId}/gifts", new { giftId = "rose", quantity = 1 }, clientId);
            _given.Add((string)gift["id"]!);
        }
    }

    /// <summary>Every message is there once and in order, every gift was sent once, and all figures agree.</summary>
    public async Task NothingIsLostAsync()
    {
        _given.ShouldNotBeEmpty();
        await Eventually.PassesAsync(
            async () =>
            {
                foreach (var id in _given)
                {
                    ((string?)(await _viewer.GetAsync($"/api/streams/{StreamId}/gifts/{id}"))["status"]).ShouldBe("sent");
                }

                var chat = await ChatAsync();
                Texts(chat, "chat", "clientId").ShouldBe(_said);
                Texts(chat, "gift", "id").ShouldBe(_given, ignoreOrder: true);
                chat.Select(m => (long)m["seq"]!).ShouldBe(Enumerable.Range(1, chat.Count).Select(n => (long)n));

                var spent = _given.Distinct(StringComparer.Ordinal).Count() * RosePrice;
                ((long)(await _viewer.GetAsync("/api/tokens/balance"))["balance"]!).ShouldBe(_bought - spent);
                ((long)(await _viewer.GetAsync($"/api/streams/{StreamId}"))["giftTokens"]!).ShouldBe(spent);
                ((long)(await _viewer.GetAsync($"/api/streams/{StreamId}/leaderboard"))["items"]![0]!["tokens"]!).ShouldBe(spent);
            },
            SteadyClient.Patience);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _creator.Dispose();
        _viewer.Dispose();
    }

    private static List<string> Texts(List<JsonNode> chat, string type, string member) =>
        [.. chat.Where(m => (string?)m["type"] == type).Select(m => (string)m[member]!)];

    private async Task<List<JsonNode>> ChatAsync()
    {
        List<JsonNode> all = [];
        string? cursor = null;
        do
        {
            var page = await _viewer.GetAsync($"/api/streams/{StreamId}/messages?limit=100&cursor={cursor}");
            all.InsertRange(0, page["items"]!.AsArray().Select(m => m!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        return all;
    }
}
