using Microsoft.Extensions.Options;
using Streaming.StreamService.Media;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Media;

public sealed class RoomServiceTests : IAsyncLifetime
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private FakeLiveKit _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await FakeLiveKit.StartAsync(TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Rooms_are_made_listed_and_deleted_whether_or_not_they_are_there()
    {
        var rooms = Client();
        await rooms.CreateAsync("one", "{}", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(7), Cancellation);
        await rooms.CreateAsync("one", "{}", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(7), Cancellation);

        (await rooms.ListAsync(Cancellation)).ShouldBe(["one"]);
        await rooms.DeleteAsync("one", Cancellation);
        await rooms.DeleteAsync("one", Cancellation);
        (await rooms.ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task People_in_a_room_are_listed_found_and_removed()
    {
        var rooms = Client();
        var sid = _server.Join("one", "alice", tracks: 2);
        _server.Join("one", "bob", tracks: 0);

        (await rooms.ListParticipantsAsync("one", Cancellation)).ShouldContain(new Participant(sid, "alice", 2));
        (await rooms.FindParticipantAsync("one", "alice", Cancellation)).ShouldBe(new Participant(sid, "alice", 2));
        await rooms.RemoveParticipantAsync("one", "alice", Cancellation);
        (await rooms.FindParticipantAsync("one", "alice", Cancellation)).ShouldBeNull();
        (await rooms.ListParticipantsAsync("one", Cancellation)).ShouldHaveSingleItem().Identity.ShouldBe("bob");
        (await rooms.ListParticipantsAsync("nowhere", Cancellation)).ShouldBeEmpty();
        await rooms.RemoveParticipantAsync("nowhere", "ghost", Cancellation);
    }

    [Fact]
    public async Task Call_WhenSecretIsWrong_Throws() =>
        await Should.ThrowAsync<MediaServerException>(() => Client(secret: "another secret of sufficient length, too").ListAsync(Cancellation));

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("")]
    public async Task Call_WhenNobodyIsThere_Throws(string url) =>
        await Should.ThrowAsync<MediaServerException>(() => Client(url: url).DeleteAsync("one", Cancellation));

    [Fact]
    public async Task Call_WhenAddressIsNoMediaServers_Throws() =>
        await Should.ThrowAsync<MediaServerException>(() => Client(url: $"{_server.Url}/elsewhere").DeleteAsync("one", Cancellation));

    private RoomService Client(string? url = null, string secret = FakeLiveKit.ApiSecret) => new(
        _http, Options.Create(new LiveKitSettings { Url = url ?? _server.Url, ApiKey = FakeLiveKit.ApiKey, ApiSecret = secret }), TimeProvider.System);
}
