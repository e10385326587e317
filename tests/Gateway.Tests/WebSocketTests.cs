using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Streaming.Testing;

namespace Streaming.Gateway.Tests;

public sealed class WebSocketTests(House house)
{
    [Theory]
    [InlineData("/hubs/live?id=1")]
    [InlineData("/rtc/v1?access_token=media")]
    public async Task AWebSocket_PassesBothWays(string path)
    {
        await using var echo = await Upstream.StartAsync("echo", EchoAsync);
        await using var gateway = new RunningGateway(("LiveKit:Url", echo.Address.ToString()), RunningGateway.At("chat", echo.Address));
        using var socket = new ClientWebSocket();

        await socket.ConnectAsync(SocketAddress(gateway, path), TestContext.Current.CancellationToken);

        (await AskAsync(socket, "hello")).ShouldBe("hello");
        (await AskAsync(socket, new string('x', 20_000))).Length.ShouldBe(20_000);
    }

    [Fact]
    public async Task AHubToken_InTheQuery_WinsAndIsVerified()
    {
        await using var echo = await Upstream.StartAsync("echo", EchoAsync);
        await using var gateway = new RunningGateway(("Auth:Jwks", TestTokens.Jwks), RunningGateway.At("chat", echo.Address));
        using var good = new ClientWebSocket();
        await good.ConnectAsync(SocketAddress(gateway, $"/hubs/live?access_token={TestTokens.ForUser(Guid.CreateVersion7())}"), TestContext.Current.CancellationToken);
        good.State.ShouldBe(WebSocketState.Open);

        using var forged = new ClientWebSocket();
        await Should.ThrowAsync<WebSocketException>(() =>
            forged.ConnectAsync(SocketAddress(gateway, "/hubs/live?access_token=forged"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AWebSocket_OpenedByCookie_MustComeFromOurOwnPages()
    {
        await using var echo = await Upstream.StartAsync("echo", EchoAsync);
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity), RunningGateway.At("chat", echo.Address));
        using var guest = await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/guest", headers: ("X-Session", "cookie"));
        var (name, cookie) = SignInTests.CookieOf(guest);

        foreach (var (origin, opens) in new[] { ($"http://{gateway.Address.Authority}", true), ("https://evil.example", false), (null, false) })
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader(name, cookie);
            if (origin is not null)
            {
                socket.Options.SetRequestHeader("Origin", origin);
            }

            var connecting = socket.ConnectAsync(SocketAddress(gateway, "/hubs/live"), TestContext.Current.CancellationToken);
            if (opens)
            {
                await connecting;
                echo.Last.Header("Authorization").ShouldNotBeNull().ShouldStartWith("Bearer ey");
                echo.Last.Header("Cookie").ShouldBeNull();
            }
            else
            {
                await Should.ThrowAsync<WebSocketException>(() => connecting);
            }
        }
    }

    private static Uri SocketAddress(RunningGateway gateway, string path) => new($"ws://{gateway.Address.Authority}{path}");

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } got)
        {
            await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, context.RequestAborted);
        }
    }

    private static async Task<string> AskAsync(ClientWebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        var (answer, buffer) = (new StringBuilder(), new byte[64 * 1024]);
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
            answer.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
        }
        while (!got.EndOfMessage);

        return answer.ToString();
    }
}
