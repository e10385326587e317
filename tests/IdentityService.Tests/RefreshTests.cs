using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Streaming.IdentityService.Sessions;

namespace Streaming.IdentityService.Tests;

public sealed class RefreshTests(IdentityServer identity)
{
    [Fact]
    public async Task Refresh_GivesNewTokensOfTheSameSession()
    {
        var first = await identity.RegisterAsync();

        var second = await (await RefreshAsync(first.Text("refreshToken"))).ShouldBeAsync(HttpStatusCode.OK);

        second.Text("refreshToken").ShouldNotBe(first.Text("refreshToken"));
        Token.ClaimsOf(second.Text("accessToken")).Text("sid").ShouldBe(Token.ClaimsOf(first.Text("accessToken")).Text("sid"));
        (await RefreshAsync(second.Text("refreshToken"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refresh_WhenATokenIsReplayed_EndsTheWholeSessionAtOnce()
    {
        var first = await identity.RegisterAsync();
        var second = await (await RefreshAsync(first.Text("refreshToken"))).ShouldBeAsync(HttpStatusCode.OK);

        using var replay = await RefreshAsync(first.Text("refreshToken"));

        await replay.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using var latest = await RefreshAsync(second.Text("refreshToken"));
        await latest.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using var user = await identity.Client.SendAsync(HttpMethod.Get, "/api/auth/user", token: second.Text("accessToken"));
        await user.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Refresh_WhenOneTokenIsShownManyTimesAtOnce_SucceedsAtMostOnce_AndEndsTheSession()
    {
        var first = await identity.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(first.Text("refreshToken"))));

        var won = answers.Where(a => a.StatusCode == HttpStatusCode.OK).ToList();
        won.Count.ShouldBe(1);
        var next = (await won[0].ShouldBeAsync(HttpStatusCode.OK)).Text("refreshToken");
        (await RefreshAsync(next)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AReplay_LeavesOtherSessionsOfThePersonAlone()
    {
        var name = Person.NewName();
        var first = await identity.RegisterAsync(name);
        var other = await (await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/login", new { login = name, password = Person.Password })).ShouldBeAsync(HttpStatusCode.OK);
        (await RefreshAsync(first.Text("refreshToken"))).Dispose();
        (await RefreshAsync(first.Text("refreshToken"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await RefreshAsync(other.Text("refreshToken"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Refresh_WithATokenThatNeverWas_IsRefused(string token)
    {
        using var answer = await RefreshAsync(token);

        answer.StatusCode.ShouldBe(token.Length == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refresh_AfterAMonthWithoutUse_IsRefused()
    {
        var first = await identity.RegisterAsync();
        var clock = new ShiftedClock { Shift = TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1) };
        await using var replica = await identity.StartReplicaAsync(clock);
        using var client = IdentityServer.NewClient(replica);

        using var answer = await client.SendAsync(HttpMethod.Post, "/api/auth/refresh", new { refreshToken = first.Text("refreshToken") });

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Logout_ByAccessOrRefreshToken_EndsTheSession(bool byAccessToken)
    {
        var first = await identity.RegisterAsync();

        using var logout = byAccessToken
            ? await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/logout", token: first.Text("accessToken"))
            : await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/logout", new { refreshToken = first.Text("refreshToken") });

        logout.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await RefreshAsync(first.Text("refreshToken"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.Client.SendAsync(HttpMethod.Get, "/api/auth/user", token: first.Text("accessToken"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Logout_WhenNobodyIsSignedIn_IsNoError()
    {
        (await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/logout")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task APerson_HasFiftySessionsAtMost_TheOldestGivesWay()
    {
        var name = Person.NewName();
        var first = await identity.RegisterAsync(name);
        var second = await LoginAsync(name);

        for (var i = 0; i < SessionsStore.MaxPerAccount - 1; i++)
        {
            await LoginAsync(name);
        }

        (await RefreshAsync(first.Text("refreshToken"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(second.Text("refreshToken"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Housekeeping_ForgetsWhatIsOver_AndKeepsWhatIsNot()
    {
        var (clock, database) = (new ShiftedClock(), await identity.NewDatabaseAsync());
        await using var replica = await identity.StartReplicaAsync(clock, database);
        using var client = IdentityServer.NewClient(replica);
        using var registered = await client.SendAsync(HttpMethod.Post, "/api/auth/register", Person.Named(Person.NewName()));
        var token = (await registered.ShouldBeAsync(HttpStatusCode.Created)).Text("refreshToken");
        for (var days = 0; days < 3; days++)
        {
            clock.Shift += TimeSpan.FromDays(29);
            using var refreshed = await client.SendAsync(HttpMethod.Post, "/api/auth/refresh", new { refreshToken = token });
            token = (await refreshed.ShouldBeAsync(HttpStatusCode.OK)).Text("refreshToken");
        }

        var housekeeping = replica.Services.GetServices<IHostedService>().OfType<SessionHousekeeping>().Single();
        await housekeeping.ForgetAsync(TestContext.Current.CancellationToken);
        (await CountAsync("refresh_tokens")).ShouldBe(3, "the latest and those used in the last month");
        (await CountAsync("sessions")).ShouldBe(1);

        clock.Shift += TimeSpan.FromDays(31);
        await housekeeping.ForgetAsync(TestContext.Current.CancellationToken);
        (await CountAsync("refresh_tokens")).ShouldBe(0);
        (await CountAsync("sessions")).ShouldBe(0);

        async Task<long> CountAsync(string table)
        {
            await using var connection = new NpgsqlConnection(database);
            return await connection.ExecuteScalarAsync<long>($"select count(*) from {table}");
        }
    }

    private async Task<JsonObject> LoginAsync(string login)
    {
        using var answer = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/login", new { login, password = Person.Password });
        return await answer.ShouldBeAsync(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> RefreshAsync(string refreshToken) =>
        identity.Client.SendAsync(HttpMethod.Post, "/api/auth/refresh", new { refreshToken });
}
