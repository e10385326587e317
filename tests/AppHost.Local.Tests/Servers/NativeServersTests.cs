using System.Net.Sockets;
using Npgsql;
using Shouldly;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Processes;
using Streaming.AppHost.Local.Servers;
using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Servers;

public sealed class NativeServersTests(Testing.Servers servers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateDatabase_WhenCalledTwice_GivesTwoUsableDatabases()
    {
        var first = await servers.CreateDatabaseAsync("shop", Stop);
        var second = await servers.CreateDatabaseAsync("shop", Stop);

        second.ShouldNotBe(first);
        await using var connection = new NpgsqlConnection(first);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("CREATE TABLE t (id int); SELECT count(*) FROM t", connection);
        (await command.ExecuteScalarAsync(Stop)).ShouldBe(0L);
    }

    [Fact]
    public async Task EveryServer_WhenAsked_AnswersOnLoopback()
    {
        var redis = servers.RedisAsync();
        var rabbitMq = servers.RabbitMqAsync();

        (await redis).ShouldStartWith("127.0.0.1:");
        var address = new Uri(await rabbitMq);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Stop);
        await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), Stop);
        var frame = new byte[1];
        await client.GetStream().ReadExactlyAsync(frame, Stop);
        frame[0].ShouldBe((byte)1, "the broker opens with a method frame");
    }

    [Fact]
    public async Task Postgres_WhenKilledAndStartedAgain_KeepsItsData()
    {
        using var folder = new TestFolder();
        var server = new PostgresServer(folder.Sub("cluster"), FreePort.Take(1)[0], "secret");
        await using var running = await RunningServer.StartAsync("PostgreSQL", server);
        await server.EnsureDatabaseAsync("kept", Stop);

        await running.KillAsync();
        await server.PrepareAsync(Stop);
        await running.StartAsync();

        await server.EnsureDatabaseAsync("kept", Stop);
        await using var connection = new NpgsqlConnection(server.ConnectionStringFor("kept") + ";Pooling=false");
        await connection.OpenAsync(Stop);
    }

    [Fact]
    public async Task Check_WhenThePasswordIsWrong_SaysSo()
    {
        using var folder = new TestFolder();
        var port = FreePort.Take(1)[0];
        await using var running = await RunningServer.StartAsync("Redis", new RedisServer(folder.Sub("redis"), port, "right"));

        var error = await Should.ThrowAsync<NotReadyException>(() => new RedisServer(folder.Sub("other"), port, "wrong").CheckAsync(Stop));

        error.Message.ShouldContain("WRONGPASS");
    }
}
