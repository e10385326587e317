using System.Globalization;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Servers;

/// <summary>
/// One RabbitMQ node on 127.0.0.1 with a user, a cookie and an epmd of its own, so that it neither finds nor is found by others.
/// </summary>
/// <param name="folder">Data folder.</param>
/// <param name="ports">Its ports.</param>
/// <param name="password">Of the user <see cref="User"/>: letters and digits only, as it travels in an address.</param>
/// <param name="cookie">Erlang's shared secret.</param>
public sealed class RabbitMqServer(string folder, RabbitMqPorts ports, string password, string cookie) : IWorkload
{
    /// <summary>The only user; made at the first start.</summary>
    public const string User = "streaming";

    private const string Package = "rabbitmq-server";

    // RabbitMQ runs epmd as a daemon that outlives it. Ours is started first and dies with the node, into which the shell turns.
    private const string NodeWithItsEpmd = "setpriv --pdeathsig=KILL \"$1\" -port \"$ERL_EPMD_PORT\" & exec \"$0\"";

    // Spinning schedulers make a node answer a little faster and take a core each from everyone else.
    private const string QuietSchedulers = "+sbwt none +sbwtdcpu none +sbwtdio none";

    private readonly string _configuration = Path.Combine(folder, "rabbitmq.conf");

    /// <summary>An AMQP address.</summary>
    public string ConnectionString => $"amqp://{User}:{password}@127.0.0.1:{ports.Amqp}";

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await PrivateFile.WriteAsync(Path.Combine(folder, ".erlang.cookie"), cookie, cancellationToken);
        await PrivateFile.WriteAsync(Path.Combine(folder, "plugins"), "[].", cancellationToken);
        await PrivateFile.WriteAsync(
            _configuration,
            $"""
            listeners.tcp.default = 127.0.0.1:{ports.Amqp}
            default_user = {User}
            default_pass = {password}
            log.file = false
            log.console = true
            log.console.level = warning
            disk_free_limit.absolute = 100MB
            """,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Launch CreateLaunch() => new()
    {
        FileName = "sh",
        Arguments = ["-c", NodeWithItsEpmd, FindServer(), Tools.Find("epmd", Package)],
        WorkingDirectory = folder,
        StopTimeout = TimeSpan.FromSeconds(7),
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = folder,
            ["ERL_EPMD_PORT"] = Text(ports.NameService),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            // The script's way of replacing itself by the node instead of staying its parent.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
            ["RABBITMQ_NODENAME"] = "streaming@localhost",
            ["RABBITMQ_DIST_PORT"] = Text(ports.Distribution),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_CONFIG_FILE"] = _configuration,
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(folder, "advanced.config"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_FEATURE_FLAGS_FILE"] = Path.Combine(folder, "feature_flags"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"{QuietSchedulers} -kernel inet_dist_use_interface {{127,0,0,1}}",
        },
    };

    /// <inheritdoc/>
    public int? Port => ports.Amqp;

    /// <summary>The open port is enough: the node opens it as the last step of its start.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Debian's wrapper in /usr/sbin insists on another account; the script behind it runs as the caller.
    private static string FindServer()
    {
        const string versions = "/usr/lib/rabbitmq/lib";
        return (Directory.Exists(versions) ? Directory.GetDirectories(versions, "rabbitmq_server-*") : [])
            .Select(version => Path.Combine(version, "sbin", "rabbitmq-server"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .LastOrDefault() ?? throw new MissingToolException("rabbitmq-server", Package);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
